import { expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { topK } from '../../../engine/retrieval/top-k.ts';

it('matches sorting everything, ties by row, for every k', () => {
  const rng = random(1, 'top-k');
  const scores = Float32Array.from({ length: 200 }, () => rng.below(30) / 10);
  const exclude = [3, 77, 150];
  const sorted = Array.from(scores, (score, row) => ({ row, score }))
    .filter(({ row }) => !exclude.includes(row))
    .sort((a, b) => b.score - a.score || a.row - b.row);
  for (const k of [0, 1, 2, 7, 50, 197, 500]) expect(topK(scores, k, exclude)).toEqual(sorted.slice(0, k));
});

it('keeps scores of minus infinity, leaves out those that are no numbers', () => {
  const scores = Float32Array.of(NaN, -Infinity, 2, NaN, -1);
  expect(topK(scores, 5, []).map(({ row }) => row)).toEqual([2, 4, 1]);
});
