/**
 * Any supported picture as 224 x 224 RGBA on white, fitted whole into the square. What a file is, its first bytes say,
 * never its name. All decoders are WebAssembly, the same in Node, in Electron and on every platform.
 *
 * A picture may be hostile: sizes are read from its head and checked before anything is decoded; a drawing is checked
 * for what it would unfold to (svg-limits.ts).
 */
import { PinwiseError } from '../contract/rpc.ts';
import { decodeBitmap, renderDrawing } from './picture-codecs.ts';
import { checkDrawing } from './svg-limits.ts';
import { fitOnWhite } from './fit-on-white.ts';
import { sniffPicture } from './sniff-picture.ts';
import type { PictureHead } from './sniff-picture.ts';

export const pictureSide = 224;

const mostBytes = 32 * 2 ** 20;
const mostPixels = 40e6;

/**
 * @returns RGBA, 224 * 224 * 4 bytes, opaque
 * @throws PinwiseError `bad-picture` saying what is wrong; the file and row are the caller's to add
 */
export async function decodePicture(bytes: Uint8Array): Promise<Uint8Array> {
  const head = checkedHead(bytes);
  try {
    const bitmap =
      head.kind === 'svg' ? await renderDrawing(bytes, pictureSide) : await decodeBitmap(head.kind, bytes);
    return fitOnWhite(bitmap, pictureSide);
  } catch (cause) {
    if (cause instanceof PinwiseError) throw cause;
    // Codecs say little that helps; the SVG parser says where.
    const why = head.kind === 'svg' && cause instanceof Error ? cause.message : 'it is cut short or damaged';
    throw bad(`the ${head.kind.toUpperCase()} picture does not decode: ${why}`, cause);
  }
}

function checkedHead(bytes: Uint8Array): PictureHead {
  if (bytes.length === 0) throw bad('the picture is empty');
  if (bytes.length > mostBytes) throw bad(`the picture has ${bytes.length} bytes, more than ${mostBytes}`);
  const head = sniffPicture(bytes);
  if (!head) throw bad('the picture is neither SVG, PNG, JPEG nor WebP, or its head is broken');
  if (head.kind === 'svg') {
    const why = checkDrawing(bytes);
    if (why) throw bad(`the SVG picture ${why}`);
  } else if (head.width * head.height > mostPixels) {
    throw bad(`the picture has ${head.width} x ${head.height} pixels, more than ${mostPixels / 1e6} million`);
  }
  return head;
}

function bad(message: string, cause?: unknown): PinwiseError {
  return new PinwiseError('bad-picture', message, { cause });
}
