import { ClipboardItem, type NativeImage, clipboard, nativeImage } from 'electron';
import { PinwiseError } from '../engine/contract/rpc.ts';

/** Puts a PNG on the clipboard, as a picture. Windows may not: they have no permissions at all. */
export async function copyPicture(dataUrl: string): Promise<void> {
  const image = nativeImage.createFromDataURL(dataUrl);
  if (image.isEmpty()) {
    throw new PinwiseError('bad-picture', 'the picture could not be read: copy it as text instead');
  }
  // An Electron from before the clipboard took items, which a machine may have of its own.
  const older = clipboard as unknown as { writeImage?(image: NativeImage): void };
  if (older.writeImage) {
    older.writeImage(image);
    return;
  }
  const bytes = new Uint8Array(image.toPNG());
  await clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })]);
}
