import { PinwiseError } from '../contract/rpc.ts';
import { exactIndex } from '../retrieval/exact-index.ts';
import type { NearestIndex } from '../retrieval/nearest-index.ts';
import { meanVector } from '../retrieval/nearest-index.ts';
import type { Scorer } from '../retrieval/scorer.ts';
import { topK } from '../retrieval/top-k.ts';
import { turn } from '../turns.ts';
import type { OpenRun } from './open-run.ts';

export interface Answer {
  row: number;
  score: number;
}

/**
 * The `k` items that suit `rows` best, best first, ties by row, never one of the rows themselves. Several rows: by
 * their mean vector; for a run without vectors, by the mean of their scores. A walk answers with what it reaches, a
 * model of neighbours with these, and nothing else: fewer than `k` items, none for an item without contexts. Nor has
 * an item whose vector is 0 an answer: all others would be as good.
 * @param index of the run's vectors; default: exact
 * @throws PinwiseError `no-query` without rows, `bad-row` for a row that the data set does not have
 */
export function recommend(
  run: OpenRun,
  rows: readonly number[],
  k: number,
  index?: NearestIndex | null,
): Answer[] {
  checkRows(run, rows);
  if (run.embeddings) return byVector(run.embeddings, rows, k, index);
  const mean = meanOfScores(run.scorer, run.dataset.items.count);
  for (const row of rows) mean.add(row);
  return found(topK(mean.scores(), k, rows), run.scorer);
}

/**
 * The same for as many rows as one likes: gives others their turn.
 * @throws PinwiseError as `recommend`; `cancelled` when the signal was aborted
 */
export async function recommendForMany(
  run: OpenRun,
  rows: readonly number[],
  k: number,
  options: { index?: NearestIndex | null; signal?: AbortSignal } = {},
): Promise<Answer[]> {
  if (run.embeddings || rows.length === 1) return recommend(run, rows, k, options.index);
  checkRows(run, rows);
  const mean = meanOfScores(run.scorer, run.dataset.items.count);
  for (const [at, row] of rows.entries()) {
    mean.add(row);
    if (at % 16 === 15) await turn(options.signal);
  }
  return found(topK(mean.scores(), k, rows), run.scorer);
}

function byVector(
  vectors: NonNullable<OpenRun['embeddings']>,
  rows: readonly number[],
  k: number,
  index: NearestIndex | null = null,
): Answer[] {
  return found((index ?? exactIndex(vectors)).nearest(meanVector(vectors, rows), k, rows), {});
}

/** Answers that are some. */
function found(best: Answer[], { partial }: Pick<Scorer, 'partial'>): Answer[] {
  if (partial) return best.filter(({ score }) => score > 0);
  return best.some(({ score }) => score !== 0) ? best : [];
}

function meanOfScores(scorer: Scorer, items: number) {
  const one = new Float32Array(items);
  const total = new Float64Array(items);
  let count = 0;
  return {
    add(row: number): void {
      scorer.scores(row, one);
      for (let item = 0; item < items; item++) total[item] += one[item];
      count++;
    },
    scores: (): Float32Array => Float32Array.from(total, (sum) => sum / count),
  };
}

function checkRows({ dataset }: OpenRun, rows: readonly number[]): void {
  const items = dataset.items.count;
  if (rows.length === 0) throw new PinwiseError('no-query', 'there is no item to recommend for');
  for (const row of rows) {
    if (Number.isInteger(row) && row >= 0 && row < items) continue;
    throw new PinwiseError(
      'bad-row',
      `data set ${dataset.manifest.name} has no row ${row}, only 0 to ${items - 1}`,
    );
  }
}
