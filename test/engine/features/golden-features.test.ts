import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromHalf, toHalf } from '../../../engine/features/half-float.ts';
import { fitComponents, project } from '../../../engine/features/pca.ts';
import { descriptorDims, describePicture } from '../../../engine/features/picture-descriptor.ts';

interface Golden {
  descriptor: number[];
  rows: number[][];
  components: number[][];
  projected: number[][];
  values: number[];
  halves: number[];
}
const golden = JSON.parse(
  readFileSync(new URL('../../golden/features.json', import.meta.url), 'utf8'),
) as Golden;

/** The picture of features.py. */
function formulaPicture(): Uint8Array {
  const pixels = new Uint8Array(224 * 224 * 4).fill(255);
  for (let y = 0; y < 224; y++) {
    for (let x = 0; x < 224; x++) {
      const channels = [
        Math.floor((x * y) / 197),
        255 - Math.floor((x + y) / 2),
        (Math.abs(x - 112) * 2 + Math.floor(y / 32) * 40) % 256,
      ];
      pixels.set(channels, 4 * (y * 224 + x));
    }
  }
  return pixels;
}

describe('describePicture', () => {
  const out = new Float32Array(descriptorDims);
  describePicture(formulaPicture(), out);

  it('matches rgb2lab, histogramdd and hog of scikit-image and NumPy', () => {
    expect(golden.descriptor).toHaveLength(1632);
    expect(Math.max(...out.map((value, i) => Math.abs(value - golden.descriptor[i])))).toBeLessThan(1e-5);
  });

  it('has length 1, and a picture of one colour has one cell and no edges', () => {
    const plain = new Float32Array(descriptorDims);
    describePicture(new Uint8Array(224 * 224 * 4).fill(255), plain);
    expect([...plain].filter((value) => value !== 0)).toEqual([1]);
    expect(Math.hypot(...out)).toBeCloseTo(1, 6);
  });
});

describe('fitComponents', () => {
  const data = Float32Array.from(golden.rows.flat());

  it('matches np.linalg.svd of the centred rows, signs by the largest entry', async () => {
    const components = await fitComponents(data, 12, 5);
    golden.components.flat().forEach((value, i) => expect(components.rows[i]).toBeCloseTo(value, 5));
    const out = new Float32Array(5);
    golden.projected.forEach((expected, row) => {
      project(components, data.subarray(row * 12, (row + 1) * 12), out);
      expected.forEach((value, k) => expect(out[k]).toBeCloseTo(value, 5));
    });
  });

  it('gives the same numbers each time', async () => {
    const [one, two] = [await fitComponents(data, 12, 5), await fitComponents(data, 12, 5)];
    expect(one.rows).toEqual(two.rows);
  });

  it('survives equal rows', async () => {
    const equal = Float32Array.from({ length: 8 * 12 }, (_, i) => i % 12);
    const { rows, mean } = await fitComponents(equal, 12, 5);
    expect([...rows].every(Number.isFinite)).toBe(true);
    expect([...mean]).toEqual([...equal.subarray(0, 12)]);
  });
});

describe('float16', () => {
  it('rounds like NumPy, subnormal numbers and overflow included', () => {
    expect(golden.values.map(toHalf)).toEqual(golden.halves);
  });

  it('comes back the same, all 63,488 finite numbers and infinities', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = fromHalf(bits);
      if (!Number.isNaN(value) && toHalf(value) !== bits) expect.fail(`${bits} became ${toHalf(value)}`);
    }
  });
});
