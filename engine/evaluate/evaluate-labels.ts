/**
 * How well models tell the labels of a split's items: accuracy and micro-F1 with 95% intervals, and every two models
 * compared on the same items (see evaluations/metrics/label-metrics.ts). Only of models that were trained on labels.
 */
import { labelEstimatesInParts, labelTable } from '../../evaluations/metrics/label-metrics.ts';
import type { LabelTable } from '../../evaluations/metrics/label-metrics.ts';
import { pairedDifferencesInParts } from '../../evaluations/metrics/query-bootstrap.ts';
import { random } from '../../evaluations/random.ts';
import type { Evaluation, Metrics } from '../contract/runs.ts';
import type { Dataset, Split } from '../dataset/dataset.ts';
import { inTurns } from '../turns.ts';
import { labelledRows, toldLabels } from './label-tables.ts';

/** Probability of each class, float32 (items, classes), row-major. */
export interface Predictions {
  readonly data: Float32Array;
  readonly classes: number;
}

export interface ToldRun {
  readonly run: string;
  readonly predictions?: Predictions;
}

/** Whether there is anything to measure: labelled items in the split, and a model that tells labels. */
export const tellsLabels = (dataset: Dataset, runs: readonly ToldRun[], split: Split): boolean =>
  runs.some(({ predictions }) => predictions) && labelledRows(dataset, split).length > 0;

/** Metrics by run, and the differences. @param options.seed of the bootstrap */
export async function evaluateLabels(options: {
  dataset: Dataset;
  runs: readonly ToldRun[];
  split: Split;
  seed: number;
  signal?: AbortSignal;
}): Promise<{ metrics: Map<string, Metrics>; differences: Evaluation['differences'] }> {
  const { dataset, runs, split, seed, signal } = options;
  const metrics = new Map<string, Metrics>();
  const differences: Evaluation['differences'] = [];
  if (!tellsLabels(dataset, runs, split)) return { metrics, differences };
  const tables = runs.flatMap(({ run, predictions }): { run: string; table: LabelTable }[] =>
    predictions ? [{ run, table: labelTable(toldLabels(dataset, split, predictions.data)) }] : [],
  );
  for (const { run, table } of tables) {
    const found = labelEstimatesInParts(table, { rng: random(seed, 'bootstrap') });
    metrics.set(run, await inTurns(found, signal));
  }
  for (const [i, a] of tables.entries()) {
    for (const b of tables.slice(i + 1)) {
      const rng = random(seed, 'bootstrap');
      for (const one of await inTurns(pairedDifferencesInParts(a.table, b.table, { rng }), signal)) {
        const { metric, value: difference, low, high, p } = one;
        differences.push({ ...{ a: a.run, b: b.run, metric }, difference, low, high, p });
      }
    }
  }
  return { metrics, differences };
}
