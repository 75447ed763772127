import type { Vectors } from './nearest-index.ts';
import { product } from './nearest-index.ts';
import type { Ranked } from './top-k.ts';

/** The second level of an approximate search: the `k` best of `rows` by their exact scores, ties by row. */
export function rankCandidates(
  vectors: Vectors,
  vector: Float32Array,
  rows: Iterable<number>,
  k: number,
  exclude: readonly number[] = [],
): Ranked[] {
  const left = new Set(exclude);
  const ranked: Ranked[] = [];
  for (const row of rows) {
    if (left.has(row)) continue;
    const score = product(vectors, row, vector);
    if (!Number.isNaN(score)) ranked.push({ row, score });
  }
  return ranked.sort((a, b) => b.score - a.score || a.row - b.row).slice(0, k);
}
