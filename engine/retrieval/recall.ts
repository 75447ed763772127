/** How much of the exact answer an index finds. */
import { random } from '../../evaluations/random.ts';
import type { NearestIndex, Vectors } from './nearest-index.ts';
import { countOf, vectorAt } from './nearest-index.ts';
import type { Ranked } from './top-k.ts';

/** The queries by which an index is checked: their rows, and the score of the last of the k nearest of each. */
export interface RecallProbe {
  k: number;
  rows: number[];
  last: number[];
}

const QUERIES = 100;
const K = 10;

/** At most 100 items, asked of `exact`; they are always the same for one number of items. */
export function recallProbe(vectors: Vectors, exact: NearestIndex): RecallProbe {
  const count = countOf(vectors);
  const k = Math.min(K, count - 1);
  const rng = random(0, 'recall');
  const rows = [...new Set(Array.from({ length: QUERIES }, () => rng.below(Math.max(1, count))))];
  if (k < 1) return { k: 0, rows: [], last: [] };
  const last = rows.map((row) => exact.nearest(vectorAt(vectors, row), k, [row])[k - 1]?.score ?? -Infinity);
  return { k, rows, last };
}

/** Mean share of the k nearest that `index` finds, in [0, 1]; 1 where there is nothing to find. */
export function recallOf(vectors: Vectors, index: NearestIndex, { k, rows, last }: RecallProbe): number {
  if (rows.length === 0) return 1;
  const shares = rows.map((row, i) => {
    return foundOf(index.nearest(vectorAt(vectors, row), k, [row]), last[i]) / k;
  });
  return shares.reduce((a, b) => a + b, 0) / rows.length;
}

/** How many of `answers` are as good as the last exact one: of items with one score any is right. */
export function foundOf(answers: readonly Ranked[], last: number): number {
  const slack = 1e-6 * Math.max(1, Math.abs(last));
  return answers.filter(({ score }) => score >= last - slack).length;
}
