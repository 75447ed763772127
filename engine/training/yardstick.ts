/**
 * How an epoch is measured on the tune split, and by which metric the best one is chosen: by ranking the labelled
 * pairs, or by telling the labels of nodes (GraphSAGE, supervised).
 */
import { labelValues } from '../../evaluations/metrics/label-metrics.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { labelTableOf } from '../evaluate/label-tables.ts';
import { labelProbabilities } from '../model/label-objective.ts';
import type { Classes } from '../model/label-objective.ts';
import type { Parameters } from '../model/parameters.ts';
import { embeddingScorer } from '../retrieval/scorer.ts';
import { SELECTION_METRIC, tuneMetrics } from './tune-metrics.ts';

export interface Yardstick {
  /** The metric by which the best epoch is chosen, the higher the better. */
  readonly metric: string;
  /** Whether the tune split has anything to measure on. */
  readonly measures: boolean;
  /** @param embeddings float32 (items, d) of these parameters. @throws PinwiseError `cancelled` */
  measure(
    embeddings: Float32Array,
    parameters: Parameters,
    signal?: AbortSignal,
  ): Promise<Record<string, number>>;
}

export const pairYardstick = (dataset: Dataset, dims: number): Yardstick => ({
  metric: SELECTION_METRIC,
  measures: dataset.pairs.tune.query.length > 0,
  measure: (embeddings, _, signal) => tuneMetrics(dataset, embeddingScorer(embeddings, dims), signal),
});

/** Accuracy where each node has one label, micro-F1 where it may have several. */
export function labelYardstick(dataset: Dataset, classes: Classes): Yardstick {
  return {
    metric: classes.multi ? 'micro_f1' : 'accuracy',
    measures: (dataset.manifest.nodeSplit?.tune ?? 0) > 0,
    measure(embeddings, parameters) {
      const table = labelTableOf(dataset, 'tune', labelProbabilities(embeddings, parameters, classes));
      return Promise.resolve(labelValues(table));
    },
  };
}
