/** Kind and size of a picture from its first bytes: PNG (W3C), JPEG (ITU-T T.81), WebP (RFC 9649), SVG. */
export type BitmapKind = 'png' | 'jpeg' | 'webp';
export type PictureHead = { kind: 'svg' } | { kind: BitmapKind; width: number; height: number };

/** Null for anything else, and for a bitmap whose head gives no size. */
export function sniffPicture(bytes: Uint8Array): PictureHead | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size = starts(bytes, 0, '\x89PNG\r\n\x1a\n')
      ? pngSize(view)
      : starts(bytes, 0, '\xff\xd8\xff')
        ? jpegSize(view)
        : starts(bytes, 0, 'RIFF') && starts(bytes, 8, 'WEBP')
          ? webpSize(bytes, view)
          : null;
    if (size) return size.width > 0 && size.height > 0 ? size : null;
  } catch (error) {
    // The head ends before its size.
    if (error instanceof RangeError) return null;
    throw error;
  }
  return isDrawing(bytes) ? { kind: 'svg' } : null;
}

type Bitmap = Extract<PictureHead, { width: number }>;

function pngSize(view: DataView): Bitmap {
  return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Walks the segments to the start of frame (SOF0 to SOF15 without DHT, JPG, DAC). */
function jpegSize(view: DataView): Bitmap | null {
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { kind: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    } else at += 2 + view.getUint16(at + 2);
  }
}

function webpSize(bytes: Uint8Array, view: DataView): Bitmap | null {
  if (starts(bytes, 12, 'VP8 ')) {
    return {
      kind: 'webp',
      width: view.getUint16(26, true) & 0x3fff,
      height: view.getUint16(28, true) & 0x3fff,
    };
  }
  if (starts(bytes, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { kind: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (!starts(bytes, 12, 'VP8X')) return null;
  const uint24 = (at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  return { kind: 'webp', width: uint24(24) + 1, height: uint24(27) + 1 };
}

/** Text whose first element is `svg`, after declarations and comments. */
function isDrawing(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 64 * 1024));
  return /^\s*(?:<\?[^>]*>\s*|<!--(?:(?!-->)[\s\S])*-->\s*|<!DOCTYPE[^>[]*(?:\[[^\]]*\]\s*)?>\s*)*<(?:\w+:)?svg[\s>/]/.test(
    head,
  );
}

function starts(bytes: Uint8Array, at: number, text: string): boolean {
  if (bytes.length < at + text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}
