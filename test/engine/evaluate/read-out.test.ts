import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import type { Dataset } from '../../../engine/dataset/dataset.ts';
import { fitLogistic, logits } from '../../../engine/evaluate/logistic-regression.ts';
import { readOut } from '../../../engine/evaluate/read-out.ts';

const golden = JSON.parse(
  readFileSync(new URL('../../golden/logistic-regression.json', import.meta.url), 'utf8'),
) as {
  x: number[];
  dims: number;
  classes: number;
  penalty: number;
  single: number[][];
  several: number[][];
  softmax: number[];
  sigmoid: number[];
};
const x = Float32Array.from(golden.x);

describe('logistic regression', () => {
  const { dims, classes, penalty } = golden;
  it.each([
    ['one label a row', golden.single, false, golden.softmax],
    ['several labels a row', golden.several, true, golden.sigmoid],
  ])('%s: the scores of scikit-learn', (_, labels, multi, want) => {
    const { weights } = fitLogistic({ x, dims, labels, classes, multi }, penalty, undefined, 1000, 1e-10);
    const got = logits(x, dims, classes, weights);
    // Softmax is blind to what is added to all scores of a row.
    const middle = (scores: ArrayLike<number>, row: number): number =>
      multi ? 0 : [0, 1, 2].reduce((sum, c) => sum + scores[row * classes + c], 0) / classes;
    want.forEach((value, i) => {
      const row = Math.floor(i / classes);
      expect(got[i] - middle(got, row)).toBeCloseTo(value - middle(want, row), 4);
    });
  });
});

describe('read-out', () => {
  /** Ten nodes of each of two classes; the first vector of a pair says the class, the second nothing. */
  const rng = random(1, 'vectors');
  const count = 60;
  const told = Float32Array.from(
    { length: 2 * count },
    (_, i) => (i % 2 ? 0 : (i / 2) % 2) + 0.1 * rng.normal(),
  );
  const noise = Float32Array.from({ length: 2 * count }, () => rng.normal());
  const dataset = {
    manifest: { name: 'planted' },
    items: { count },
    labels: {
      classes: ['a', 'b'],
      indptr: Uint32Array.from({ length: count + 1 }, (_, i) => i),
      indices: Uint32Array.from({ length: count }, (_, i) => i % 2),
      multi: false,
    },
    nodeSplit: Int8Array.from({ length: count }, (_, i) => (i < 10 ? 1 : i < 20 ? 2 : i < 40 ? 3 : 0)),
  } as unknown as Dataset;

  it('finds what the vectors tell and nothing in noise', async () => {
    const found = await readOut(dataset, told, 'public');
    expect(found).toMatchObject({ nodes: { train: 10, tune: 10, test: 20 }, classes: 2, dims: 2 });
    expect(found.micro_f1.test).toBe(1);
    expect((await readOut(dataset, noise, 'public')).micro_f1.test).toBeLessThan(0.8);
  });

  it('takes every node that is neither tune nor test with `full`', async () => {
    expect((await readOut(dataset, told, 'full')).nodes.train).toBe(30);
  });

  it('refuses data without labels', async () => {
    await expect(readOut({ ...dataset, labels: null }, told, 'full')).rejects.toMatchObject({
      code: 'no-labels',
      message: expect.stringContaining('planted') as unknown,
    });
  });
});
