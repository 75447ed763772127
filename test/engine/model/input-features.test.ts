import { describe, expect, it } from 'vitest';
import type { Features } from '../../../engine/dataset/dataset.ts';
import { blockScales, inputFeatures, scaleRows } from '../../../engine/model/input-features.ts';

/** A block of counts and one with negative values. */
const features: Features = {
  rows: 3,
  dims: 4,
  data: Float32Array.of(3, 4, -1, 0, 0, 0, 2, 0, 1, 1, 0, 3),
  blocks: [
    { name: 'given', start: 0, dims: 2 },
    { name: 'visual', start: 2, dims: 2 },
  ],
};

describe('what a model is fed with', () => {
  it('brings the rows of each block to length 1 in the mean, those without content left out', () => {
    const { data } = inputFeatures(features);
    const norm = (row: number, from: number): number =>
      Math.hypot(data[4 * row + from], data[4 * row + from + 1]);
    expect((norm(0, 0) + norm(2, 0)) / 2).toBeCloseTo(1, 6);
    expect((norm(0, 2) + norm(1, 2) + norm(2, 2)) / 3).toBeCloseTo(1, 6);
    expect(norm(0, 0) / norm(2, 0)).toBeCloseTo(5 / Math.SQRT2, 5);
  });

  it('as bags: rows without negative values sum to 1, an empty one stays 0, other blocks as before', () => {
    const { data } = inputFeatures(features, true);
    const plain = inputFeatures(features).data;
    [3 / 7, 4 / 7, 0, 0, 0.5, 0.5].forEach((want, i) =>
      expect(data[4 * Math.floor(i / 2) + (i % 2)]).toBeCloseTo(want, 6),
    );
    for (const at of [2, 3, 6, 7, 10, 11]) expect(data[at]).toBe(plain[at]);
  });

  it('later items are scaled as those of the data set', () => {
    for (const bags of [false, true]) {
      const scales = blockScales(features, bags);
      const later = scaleRows(features.data.slice(4), 4, features.blocks, scales);
      expect([...later]).toEqual([...inputFeatures(features, bags).data.slice(4)]);
    }
  });
});
