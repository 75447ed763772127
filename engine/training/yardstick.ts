/**
 * How an epoch is measured on the tune split, and by which metric the best one is chosen: by ranking the labelled
 * pairs, or by telling the labels of nodes (GraphSAGE, supervised).
 */
import { crossEntropy, labelTable, labelValues } from '../../evaluations/metrics/label-metrics.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { toldLabels } from '../evaluate/label-tables.ts';
import { labelProbabilities } from '../model/label-objective.ts';
import type { Classes } from '../model/label-objective.ts';
import type { Parameters } from '../model/parameters.ts';
import { embeddingScorer } from '../retrieval/scorer.ts';
import { SELECTION_METRIC, tuneMetrics } from './tune-metrics.ts';

export interface Yardstick {
  /** By which the best epoch is chosen, the higher the better. @param tune what `measure` gave */
  score(tune: Record<string, number>): number;
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
  score: (tune) => tune[SELECTION_METRIC],
  measures: dataset.pairs.tune.query.length > 0,
  measure: (embeddings, _, signal) => tuneMetrics(dataset, embeddingScorer(embeddings, dims), signal),
});

/** Of epochs alike in what they tell, the one with the lower cross-entropy: this times it is less than one node. */
const TIE = 1e-9;

/** Accuracy where each node has one label, micro-F1 where it may have several. */
export function labelYardstick(dataset: Dataset, classes: Classes): Yardstick {
  return {
    score: ({ accuracy, micro_f1: f1, cross_entropy: loss }) => (classes.multi ? f1 : accuracy) - TIE * loss,
    measures: (dataset.manifest.nodeSplit?.tune ?? 0) > 0,
    measure(embeddings, parameters) {
      const told = toldLabels(dataset, 'tune', labelProbabilities(embeddings, parameters, classes));
      return Promise.resolve({ ...labelValues(labelTable(told)), cross_entropy: crossEntropy(told) });
    },
  };
}
