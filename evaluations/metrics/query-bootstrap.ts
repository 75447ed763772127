/**
 * Bootstrap clustered by query (Efron & Tibshirani 1993, chapters 8 and 13): whole queries are drawn with
 * replacement, so that pairs of one query stay together. Intervals are percentile intervals.
 */
import { type Estimate, percentileInterval } from '../interval.ts';
import { type Parts, whole } from '../parts.ts';
import { type BootstrapOptions, resampled } from '../resamples.ts';
import type { QueryTable } from './collector.ts';
import { coverage } from './coverage.ts';

/** What is compared: rows with their numerators and denominators. */
type Measured = Pick<QueryTable, 'queries' | 'metrics'>;

export interface Difference extends Estimate {
  metric: string;
  /** Two-sided bootstrap p: below 0.05 where the interval leaves out 0. */
  p: number;
}

/**
 * Every metric of `table` with its 95% interval, by name, `coverage@10` last. A metric that no query has a value of is
 * left out.
 * @throws RangeError when the table is empty
 */
export const estimates = (table: QueryTable, options: BootstrapOptions): Record<string, Estimate> =>
  whole(estimatesInParts(table, options));

/** The same numbers, with a pause after every resample. */
export function* estimatesInParts(
  table: QueryTable,
  options: BootstrapOptions,
): Parts<Record<string, Estimate>> {
  const draws = yield* resample([table], options);
  const byName = table.metrics.flatMap((metric, m): [string, Estimate][] =>
    Number.isNaN(ratio(metric))
      ? []
      : [[metric.name, percentileInterval(ratio(metric), defined(draws[0][m]))]],
  );
  return { ...Object.fromEntries(byName), 'coverage@10': coverage(table) };
}

/**
 * `a` minus `b` for each metric that both have, both models resampled with the same queries.
 * @throws RangeError unless both tables hold the same queries in the same order and the same metrics
 */
export const pairedDifferences = (a: Measured, b: Measured, options: BootstrapOptions): Difference[] =>
  whole(pairedDifferencesInParts(a, b, options));

/** The same numbers, with a pause after every resample. */
export function* pairedDifferencesInParts(
  a: Measured,
  b: Measured,
  options: BootstrapOptions,
): Parts<Difference[]> {
  if (!sameValues(a.queries, b.queries))
    throw new RangeError('the two models were not asked the same queries');
  const names = a.metrics.map(({ name }) => name);
  const namesOfB = b.metrics.map(({ name }) => name);
  if (!sameValues(names, namesOfB)) throw new RangeError('the two models were not measured alike');
  const [ofA, ofB] = yield* resample([a, b], options);
  return names.flatMap((metric, m) => {
    const value = ratio(a.metrics[m]) - ratio(b.metrics[m]);
    if (Number.isNaN(value)) return [];
    const draws = defined(ofA[m].map((drawn, i) => drawn - ofB[m][i]));
    return [{ metric, ...percentileInterval(value, draws), p: twoSided(draws) }];
  });
}

/** Twice the smaller share of `draws` on either side of 0, with the observed sample counted as one draw. */
function twoSided(draws: Float64Array): number {
  let atMost = 1;
  let atLeast = 1;
  for (const draw of draws) {
    if (draw <= 0) atMost++;
    if (draw >= 0) atLeast++;
  }
  return Math.min(1, (2 * Math.min(atMost, atLeast)) / (draws.length + 1));
}

/** Draws of each metric of each table, float64 (resamples); a resample takes the same queries from all tables. */
function* resample(tables: Measured[], options: BootstrapOptions): Parts<Float64Array[][]> {
  const queries = tables[0].queries.length;
  if (queries === 0) throw new RangeError('no query was measured');
  const draws = tables.map(({ metrics }) => metrics.map((): number[] => []));
  for (const times of resampled(queries, options)) {
    tables.forEach(({ metrics }, t) =>
      metrics.forEach(({ numerator, denominator }, m) => {
        draws[t][m].push(dot(numerator, times) / dot(denominator, times));
      }),
    );
    yield;
  }
  return draws.map((ofTable) => ofTable.map((ofMetric) => Float64Array.from(ofMetric)));
}

/** A resample may hold none of the few queries that have a value. */
const defined = (draws: Float64Array): Float64Array => draws.filter((drawn) => !Number.isNaN(drawn));

const sameValues = (x: readonly unknown[], y: readonly unknown[]): boolean =>
  x.length === y.length && x.every((value, i) => value === y[i]);

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

const ratio = (metric: { numerator: Float64Array; denominator: Float64Array }): number =>
  sum(metric.numerator) / sum(metric.denominator);

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * b[i];
  return total;
}
