/**
 * How well labels are told, from one probability a class (scikit-learn's accuracy_score and f1_score(average='micro')
 * are the same numbers):
 *
 *   told = the most probable class where each node has one label; every class above 1/2 where several are possible
 *   accuracy = share of the nodes whose labels are told exactly
 *   micro_f1 = 2 hits / (told + true), counted over all nodes and classes
 *
 * A table of nodes, in which both are ratios of sums, so that nodes can be drawn with replacement (query-bootstrap.ts).
 * With one label a node the two are the same number.
 */
import type { Estimate } from '../interval.ts';
import { percentileInterval } from '../interval.ts';
import type { Parts } from '../parts.ts';
import { type BootstrapOptions, resampled } from '../resamples.ts';
import type { QueryTable } from './collector.ts';

/** One row a node; the part of a QueryTable that differences are made from. */
export type LabelTable = Pick<QueryTable, 'queries' | 'metrics'>;

export interface ToldLabels {
  /** The nodes that are measured. */
  readonly rows: readonly number[];
  /** float32 (items, classes), row-major. */
  readonly probabilities: Float32Array;
  readonly classes: number;
  /** Whether a node may have several labels. */
  readonly multi: boolean;
  /** True classes of a node: at least one, none twice. */
  truth(row: number): ArrayLike<number>;
}

export function labelTable({ rows, probabilities, classes, multi, truth }: ToldLabels): LabelTable {
  const exact = new Float64Array(rows.length);
  const hits = new Float64Array(rows.length);
  const counted = new Float64Array(rows.length);
  rows.forEach((row, at) => {
    const own = Array.from(truth(row));
    const told = toldClasses(probabilities.subarray(row * classes, (row + 1) * classes), multi);
    const right = told.filter((label) => own.includes(label)).length;
    exact[at] = right === own.length && right === told.length ? 1 : 0;
    hits[at] = 2 * right;
    counted[at] = own.length + told.length;
  });
  return {
    queries: [...rows],
    metrics: [
      { name: 'accuracy', numerator: exact, denominator: new Float64Array(rows.length).fill(1) },
      { name: 'micro_f1', numerator: hits, denominator: counted },
    ],
  };
}

/** The first of equally probable classes; for several labels, all above 1/2. */
export function toldClasses(probabilities: Float32Array, multi: boolean): number[] {
  if (multi) return [...probabilities.keys()].filter((label) => probabilities[label] > 0.5);
  let best = 0;
  for (let label = 1; label < probabilities.length; label++) {
    if (probabilities[label] > probabilities[best]) best = label;
  }
  return [best];
}

/** Both metrics by name. @throws RangeError when no node is measured */
export function labelValues({ queries, metrics }: LabelTable): Record<string, number> {
  if (queries.length === 0) throw new RangeError('no node was measured');
  return Object.fromEntries(
    metrics.map(({ name, numerator, denominator }) => [name, sum(numerator) / sum(denominator)]),
  );
}

/** Mean of -log of the probability of the truth, of each class by itself where several labels are possible. */
export function crossEntropy({ rows, probabilities, classes, multi, truth }: ToldLabels): number {
  let total = 0;
  for (const row of rows) {
    const own = Array.from(truth(row));
    for (let label = 0; label < classes; label++) {
      const p = probabilities[row * classes + label];
      if (own.includes(label)) total -= Math.log(Math.max(p, 1e-12));
      else if (multi) total -= Math.log(Math.max(1 - p, 1e-12));
    }
  }
  return total / (rows.length * (multi ? classes : 1));
}

/** Both metrics with their 95% percentile intervals over resampled nodes, with a pause after every resample. */
export function* labelEstimatesInParts(
  table: LabelTable,
  options: BootstrapOptions,
): Parts<Record<string, Estimate>> {
  const values = labelValues(table);
  const draws = table.metrics.map((): number[] => []);
  for (const times of resampled(table.queries.length, options)) {
    table.metrics.forEach(({ numerator, denominator }, m) =>
      draws[m].push(dot(numerator, times) / dot(denominator, times)),
    );
    yield;
  }
  return Object.fromEntries(
    table.metrics.map(({ name }, m) => [name, percentileInterval(values[name], Float64Array.from(draws[m]))]),
  );
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((total, value, i) => total + value * b[i], 0);
