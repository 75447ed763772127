/** A small copy of any picture, as PNG (W3C, second edition): 8-bit RGB, unfiltered, one IDAT. */
import { deflateSync } from 'node:zlib';
import { decodePicture, pictureSide } from '../../features/decode-picture.ts';

/**
 * @returns 224 x 224 pixels, on white
 * @throws PinwiseError `bad-picture`
 */
export async function smallPicture(bytes: Uint8Array): Promise<Buffer> {
  const rgba = await decodePicture(bytes);
  const side = pictureSide;
  const rows = Buffer.alloc(side * (1 + 3 * side));
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const from = 4 * (y * side + x);
      rows.set(rgba.subarray(from, from + 3), y * (1 + 3 * side) + 1 + 3 * x);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND')]);
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** CRC-32 of ISO 3309, bit by bit: small pictures only. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
