/** Containers for icons, both of which take PNG files as they are. */

export interface IconImage {
  /** Width and height in pixels. */
  size: number;
  png: Uint8Array;
}

/** Windows: header of 6 bytes, an entry of 16 for each image, then the images. */
export function encodeIco(images: readonly IconImage[]): Buffer {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach(({ size, png }, i) => {
    const at = 6 + 16 * i;
    // A byte: 0 stands for 256.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

const icnsTypes: Record<number, string> = {
  32: 'ic11',
  64: 'ic12',
  128: 'ic07',
  256: 'ic08',
  512: 'ic09',
  1024: 'ic10',
};

/** macOS: `icns` and the whole length, then for each image its type, its length with these 8 bytes, and itself. */
export function encodeIcns(images: readonly IconImage[]): Buffer {
  const parts = images
    .filter(({ size }) => size in icnsTypes)
    .map(({ size, png }) => Buffer.concat([tagged(icnsTypes[size], png.length + 8), png]));
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([tagged('icns', length), ...parts]);
}

function tagged(type: string, length: number): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(length, 4);
  return head;
}
