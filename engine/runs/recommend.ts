import { PinwiseError } from '../contract/rpc.ts';
import { topK } from '../retrieval/top-k.ts';
import type { OpenRun } from './open-run.ts';

export interface Answer {
  row: number;
  score: number;
}

/**
 * The `k` items that suit `rows` best, best first, ties by row, never one of the rows themselves. Several rows: by
 * the mean of their scores, which for vectors is the score of the mean vector. A walk answers with what it reaches, a
 * model of neighbours with these, and nothing else: fewer than `k` items, none for an item without contexts. Nor has an item whose vector is 0 an answer: all
 * others would be as good.
 * @throws PinwiseError `no-query` without rows, `bad-row` for a row that the data set does not have
 */
export function recommend({ dataset, scorer }: OpenRun, rows: readonly number[], k: number): Answer[] {
  const items = dataset.items.count;
  if (rows.length === 0) throw new PinwiseError('no-query', 'there is no item to recommend for');
  for (const row of rows) {
    if (Number.isInteger(row) && row >= 0 && row < items) continue;
    throw new PinwiseError(
      'bad-row',
      `data set ${dataset.manifest.name} has no row ${row}, only 0 to ${items - 1}`,
    );
  }
  const sum = new Float32Array(items);
  scorer.scores(rows[0], sum);
  if (rows.length > 1) {
    const one = new Float32Array(items);
    const total = Float64Array.from(sum);
    for (const row of rows.slice(1)) {
      scorer.scores(row, one);
      for (let item = 0; item < items; item++) total[item] += one[item];
    }
    for (let item = 0; item < items; item++) sum[item] = total[item] / rows.length;
  }
  const best = topK(sum, k, rows);
  if (scorer.partial) return best.filter(({ score }) => score > 0);
  return best.some(({ score }) => score !== 0) ? best : [];
}
