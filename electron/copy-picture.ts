import { ClipboardItem, clipboard, nativeImage } from 'electron';
import { PinwiseError } from '../engine/contract/rpc.ts';

/** Puts a PNG on the clipboard, as a picture. Windows may not: they have no permissions at all. */
export async function copyPicture(dataUrl: string): Promise<void> {
  if (nativeImage.createFromDataURL(dataUrl).isEmpty()) {
    throw new PinwiseError('bad-picture', 'the picture could not be read: copy it as text instead');
  }
  const bytes = Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
  await clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })]);
}
