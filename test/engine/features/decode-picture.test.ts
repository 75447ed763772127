import { beforeAll, describe, expect, it } from 'vitest';
import { decodePicture, pictureSide } from '../../../engine/features/decode-picture.ts';
import { fitOnWhite } from '../../../engine/features/fit-on-white.ts';
import { sniffPicture } from '../../../engine/features/sniff-picture.ts';
import { gatheredAssets } from '../gathered-assets.ts';
import { twoColours } from './two-colours.ts';

const bytesOf = (kind: keyof typeof twoColours): Buffer => Buffer.from(twoColours[kind], 'base64');
const svg = (inside: string, viewBox = '0 0 32 16'): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="${viewBox}">${inside}</svg>`,
  );
const flag = svg(
  '<rect width="16" height="16" fill="rgb(200,0,0)"/><rect x="16" width="16" height="16" fill="rgb(0,0,220)"/>',
);

const pixel = (picture: Uint8Array, x: number, y: number): number[] => [
  ...picture.subarray(4 * (y * pictureSide + x), 4 * (y * pictureSide + x) + 4),
];
function expectNear(found: number[], wanted: number[], off = 6): void {
  wanted.forEach((value, i) => expect(Math.abs(found[i] - value), `${found}`).toBeLessThanOrEqual(off));
}

beforeAll(gatheredAssets, 60_000);

describe('decodePicture', () => {
  const opaque = ['png', 'jpeg', 'progressive', 'webp', 'lossy'] as const;
  it.each([...opaque.map((kind) => [kind, bytesOf(kind)] as const), ['svg', flag] as const])(
    'fits a %s whole into a white square',
    async (_kind, bytes) => {
      const picture = await decodePicture(bytes);
      expect(picture).toHaveLength(224 * 224 * 4);
      expectNear(pixel(picture, 20, 112), [200, 0, 0, 255]);
      expectNear(pixel(picture, 203, 112), [0, 0, 220, 255]);
      for (const y of [0, 55, 168, 223]) expect(pixel(picture, 112, y)).toEqual([255, 255, 255, 255]);
      expectNear(pixel(picture, 20, 57), [200, 0, 0, 255]);
      expectNear(pixel(picture, 20, 166), [200, 0, 0, 255]);
    },
  );

  it.each(['alpha', 'extended'] as const)('lays a transparent picture (%s) over white', async (kind) => {
    const picture = await decodePicture(bytesOf(kind));
    expect(pixel(picture, 20, 70)).toEqual([255, 255, 255, 255]);
    expectNear(pixel(picture, 20, 150), [200, 0, 0, 255]);
  });

  it.each(['png', 'jpeg', 'webp'] as const)('names a %s that is cut short, and goes on', async (kind) => {
    const whole = bytesOf(kind);
    for (const length of [12, 24, Math.floor(whole.length * 0.6)]) {
      await expect(decodePicture(whole.subarray(0, length))).rejects.toMatchObject({ code: 'bad-picture' });
    }
    expect(await decodePicture(whole)).toHaveLength(224 * 224 * 4);
  });

  const layers = Array.from(
    { length: 12 },
    (_, i) => `<g id="g${i + 1}">${`<use xlink:href="#g${i}"/>`.repeat(10)}</g>`,
  );
  const styled = Array.from({ length: 12 }, (_, i) => [
    `<style>.c${i}{mask:url(#m${i})}</style>`,
    `<mask id="m${i}">${`<rect class="c${i + 1}" width="9" height="9"/>`.repeat(10)}</mask>`,
  ]);
  const huge = Buffer.concat([
    bytesOf('png').subarray(0, 16),
    Buffer.from([0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]),
  ]);
  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['text', Buffer.from('hello'), 'neither'],
    ['a GIF', Buffer.from('GIF89a'), 'neither'],
    ['HTML', Buffer.from('<html><svg></svg></html>'), 'neither'],
    ['a cut SVG', flag.subarray(0, 120), 'does not decode'],
    ['30,000 x 30,000 pixels', huge, 'million'],
    ['uses of uses', svg(`<g id="g0"><rect width="9" height="9"/></g>${layers.join('')}`), 'unfolds'],
    ['masks of masks in a style sheet', svg(`${styled.flat().join('')}<g class="c0"/>`), 'unfolds'],
    ['endless noise', svg('<filter id="f"><feTurbulence numOctaves="999999999"/></filter>'), 'noise'],
    [
      'a large bitmap inside',
      svg(`<image width="9" height="9" href="data:image/png;base64,${huge.toString('base64')}"/>`),
      'million',
    ],
    ['a bitmap spelt in entities', svg('<image href="&#100;ata:image/png;base64,AAAA"/>'), 'plain'],
    [
      'entities',
      Buffer.from(`<!DOCTYPE svg [<!ENTITY a "<g/>">]>${flag.toString().replace('</svg>', '&a;</svg>')}`),
      'entities',
    ],
  ])('refuses %s', async (_what, bytes, words) => {
    await expect(decodePicture(bytes)).rejects.toMatchObject({
      code: 'bad-picture',
      message: expect.stringContaining(words) as string,
    });
  });

  it('draws what a loop of references leaves, and gradients however often they are used', async () => {
    const loop = '<g id="a"><use xlink:href="#a"/><rect width="32" height="16" fill="red"/></g>';
    expect(pixel(await decodePicture(svg(loop)), 112, 112)).toEqual([255, 0, 0, 255]);
    const stops = '<stop offset="0" stop-color="red"/>'.repeat(30);
    const shapes = '<rect class="c" width="32" height="16"/>'.repeat(2000);
    const shaded = `<style>.c{fill:url(#l)}</style><linearGradient id="l">${stops}</linearGradient>${shapes}`;
    expect(pixel(await decodePicture(svg(shaded)), 112, 112)).toEqual([255, 0, 0, 255]);
  });

  it('comes through a drawing as deep as allowed', async () => {
    const deep = svg(`${'<g>'.repeat(45_000)}${'</g>'.repeat(45_000)}`);
    await decodePicture(deep).catch((error: unknown) => expect(error).toMatchObject({ code: 'bad-picture' }));
    expectNear(pixel(await decodePicture(flag), 20, 112), [200, 0, 0, 255]);
  });
});

describe('fitOnWhite', () => {
  it('takes the mean of the area that a pixel covers, whole or in parts', () => {
    // Columns of 0 and 90 alternate: 2 columns a pixel give 45 everywhere.
    const stripes = (width: number, height: number): Uint8ClampedArray =>
      Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) =>
        i % 4 === 3 ? 255 : ((i >> 2) % width) % 2 ? 90 : 0,
      );
    const even = fitOnWhite({ data: stripes(448, 448), width: 448, height: 448 }, 224);
    expect(new Set(even)).toEqual(new Set([45, 255]));
    // 3 columns on 2 pixels: (0 + 90 / 2) / 1.5 = 30 and (90 / 2 + 0) / 1.5 = 30.
    const parts = fitOnWhite({ data: stripes(3, 1), width: 3, height: 1 }, 2);
    expect([...parts.subarray(0, 8)]).toEqual([30, 30, 30, 255, 30, 30, 30, 255]);
  });
});

describe('sniffPicture', () => {
  it.each(Object.keys(twoColours) as (keyof typeof twoColours)[])('reads the size of %s', (kind) => {
    expect(sniffPicture(bytesOf(kind))).toMatchObject({ width: 32, height: 16 });
  });

  it('knows an SVG behind a declaration, comments and a document type', () => {
    const head = '\ufeff<?xml version="1.0"?>\n<!-- <svg> -->\n<!DOCTYPE svg [<!ENTITY n "x">]>\n';
    expect(sniffPicture(Buffer.from(`${head}<svg:svg xmlns:svg="x"/>`))).toEqual({ kind: 'svg' });
  });
});
