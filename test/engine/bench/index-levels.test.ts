import { expect, it } from 'vitest';
import { rateAtRecall, recallAt } from '../../../engine/bench/index-levels.ts';
import type { Level } from '../../../engine/bench/index-levels.ts';
import { drawnVectors, splitVectors } from '../../../engine/bench/bench-vectors.ts';
import { nearestRows } from '../../../engine/backend/nearest-rows.ts';
import { exactIndex } from '../../../engine/retrieval/exact-index.ts';
import { vectorAt } from '../../../engine/retrieval/nearest-index.ts';
import { startBackend } from '../backend/start-backend.ts';

const level = (recall: number, rate: number): Level => ({
  ef: 1,
  recall,
  queriesPerSecond: new Map([[1, rate]]),
});

it('the rate at a recall lies between two settings, on a line of its logarithm, worked out by hand', () => {
  // Half way from 0.98 to 1: the geometric mean of 400 and 100.
  expect(rateAtRecall([level(0.9, 900), level(0.98, 400), level(1, 100)], 1)).toBeCloseTo(200, 9);
  expect(rateAtRecall([level(0.995, 300)], 1)).toBe(300);
  expect(rateAtRecall([level(0.9, 300), level(0.98, 200)], 1)).toBeNull();
});

it('recall is the share of the true ones, each counted once', () => {
  expect(recallAt([[1, 2, 2, 9], [4]], [[1, 2, 3, 4], [4]], 4)).toBeCloseTo((2 / 4 + 1 / 4) / 2, 12);
});

const { base, queries } = drawnVectors({ n: 500, dims: 12, clusters: 20, noise: 0.7, seed: 1, queries: 37 });

it('many queries through the backend have the answers of one by one', async () => {
  await startBackend();
  const backend = nearestRows(base);
  const many = await backend.nearest(queries.data, 7);
  backend.dispose();
  expect(many).toHaveLength(37);
  const exact = exactIndex(base);
  many.forEach((answers, at) => {
    const expected = exact.nearest(vectorAt(queries, at), 7);
    expect(answers.map(({ row }) => row)).toEqual(expected.map(({ row }) => row));
    answers.forEach(({ score }, i) => expect(score).toBeCloseTo(expected[i].score, 5));
  });
});

it('queries are taken out of the vectors of a file', () => {
  const all = { dims: 2, data: Float32Array.of(3, 0, 0, 5, 0, -2, -1, 0) };
  const split = splitVectors(all, 1, 4);
  const rowsOf = (data: Float32Array): string[] =>
    Array.from({ length: data.length / 2 }, (_, row) => [...data.subarray(2 * row, 2 * row + 2)].join());
  const both = [...rowsOf(split.base.data), ...rowsOf(split.queries.data)];
  expect(both.sort()).toEqual(['-1,0', '0,-1', '0,1', '1,0']);
  expect(() => splitVectors(all, 4, 0)).toThrow(/4 queries are too many of 4 vectors/);
});
