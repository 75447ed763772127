import { expect, it } from 'vitest';
import { encodeIcns, encodeIco } from '../../../electron/runtime/icon-files.ts';

const image = (size: number) => ({ size, png: Buffer.alloc(size, size % 251) });

it('an .ico is a directory whose entries point at the images (layout of ICONDIR and ICONDIRENTRY)', () => {
  const images = [image(16), image(256)];
  const ico = encodeIco(images);
  expect([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([0, 1, 2]);
  images.forEach(({ size, png }, i) => {
    const at = 6 + 16 * i;
    expect(ico[at]).toBe(size === 256 ? 0 : size);
    const [length, offset] = [ico.readUInt32LE(at + 8), ico.readUInt32LE(at + 12)];
    expect(ico.subarray(offset, offset + length).equals(png)).toBe(true);
  });
  expect(ico.length).toBe(6 + 32 + 16 + 256);
});

it('an .icns is a chain of typed parts that fills its length', () => {
  const icns = encodeIcns([image(48), image(128), image(512)]);
  expect(icns.toString('latin1', 0, 4)).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const types: string[] = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
    types.push(icns.toString('latin1', at, at + 4));
  expect(types).toEqual(['ic07', 'ic09']);
});
