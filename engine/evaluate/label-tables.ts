import type { ToldLabels } from '../../evaluations/metrics/label-metrics.ts';
import { nodeSplits } from '../dataset/dataset.ts';
import type { Dataset, Split } from '../dataset/dataset.ts';

/** Rows of the labelled items of a split, ascending; none where the data have no labels or no split. */
export function labelledRows({ labels, nodeSplit }: Dataset, split: Split | 'none'): number[] {
  if (!labels || !nodeSplit) return [];
  return [...nodeSplit.keys()].filter(
    (row) => nodeSplit[row] === nodeSplits[split] && labels.indptr[row + 1] > labels.indptr[row],
  );
}

/** What is told of the labelled items of a split. @param probabilities float32 (items, classes) */
export function toldLabels(dataset: Dataset, split: Split, probabilities: Float32Array): ToldLabels {
  const labels = dataset.labels!;
  const { indptr, indices, classes, multi } = labels;
  return {
    ...{ rows: labelledRows(dataset, split), probabilities, classes: classes.length, multi },
    truth: (row) => indices.subarray(indptr[row], indptr[row + 1]),
  };
}
