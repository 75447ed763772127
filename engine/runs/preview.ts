/** Ten fixed queries and what a model answers them now: people see it learn. */
import type { Preview } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { itemCard } from '../dataset/describe.ts';
import type { Scorer } from '../retrieval/scorer.ts';
import { topK } from '../retrieval/top-k.ts';
import { sampleRows } from './query-rows.ts';

const QUERIES = 10;
const NEIGHBORS = 6;

/**
 * Queries of the tune pairs, else of the test or train pairs, else any items: the same ten for every run on the data
 * set, so that runs can be laid side by side.
 */
export function previewRows(dataset: Dataset): number[] {
  const { tune, test, train } = dataset.pairs;
  const asked = [tune, test, train].find(({ query }) => query.length > 0)?.query;
  const rows = asked
    ? [...new Set(asked)].sort((a, b) => a - b)
    : [...new Array<undefined>(dataset.items.count).keys()];
  return sampleRows(dataset, rows, QUERIES, 'preview');
}

export function previewOf(dataset: Dataset, scorer: Scorer, rows: readonly number[], epoch: number): Preview {
  const scores = new Float32Array(dataset.items.count);
  return {
    epoch,
    rows: rows.map((row) => {
      scorer.scores(row, scores);
      const nearest = topK(scores, NEIGHBORS, [row]);
      return {
        query: itemCard(dataset, row),
        neighbors: nearest.map((neighbor) => itemCard(dataset, neighbor.row)),
      };
    }),
  };
}
