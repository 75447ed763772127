/**
 * Several presets, each trained with several seeds, compared on one split: the spread over seeds, and how far the
 * reference preset is from each other one.
 *
 * A difference is paired by query: every query's value is averaged over the preset's seeds first, then whole queries
 * are drawn with replacement, so its interval is about which queries were asked. The spread over seeds is beside it.
 */
import type { Estimate } from '../../evaluations/interval.ts';
import { random } from '../../evaluations/random.ts';
import type { QueryTable } from '../../evaluations/metrics/collector.ts';
import { estimatesInParts, pairedDifferencesInParts } from '../../evaluations/metrics/query-bootstrap.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { Candidates } from '../contract/runs.ts';
import type { Split } from '../dataset/dataset.ts';
import { candidatesOf } from './candidates.ts';
import type { OpenRun } from '../runs/open-run.ts';
import { inTurns } from '../turns.ts';
import { openAlike, scoredRun } from './evaluate-runs.ts';
import { kurtosisOf } from './evaluate-scorers.ts';
import { queryTables } from './query-tables.ts';
import type { ScoredRun } from './query-tables.ts';

export interface Spread {
  mean: number;
  /** The lowest and the highest of the seeds. */
  low: number;
  high: number;
  /** How many seeds. */
  seeds: number;
  /** The value of each seed, in the order of the runs. */
  values: number[];
  /** 95% interval of the mean over the queries that might have been asked; null for what is no mean over queries. */
  interval: { low: number; high: number } | null;
}

export interface SeedComparison {
  split: Candidates;
  /** By preset, then by metric. */
  metrics: Record<string, Record<string, Spread>>;
  /** The reference minus each other preset, metric by metric, with its 95% interval. */
  differences: {
    a: string;
    b: string;
    metric: string;
    difference: number;
    low: number;
    high: number;
    p: number;
  }[];
}

/**
 * @param o.runs names of the runs of each preset, one a seed
 * @param o.reference the preset that every other is compared with
 * @param o.seed of the bootstrap. Default 0
 * @throws PinwiseError `no-preset` when the reference has no runs, `different-data`, `no-pairs`, those of `openRun`
 */
export async function compareSeeds(o: {
  home: string;
  runs: Record<string, readonly string[]>;
  reference: string;
  split: Split;
  ks: readonly number[];
  seed?: number;
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}): Promise<SeedComparison> {
  const { split, ks, seed = 0, signal, onProgress } = o;
  const presets = Object.keys(o.runs).filter((preset) => o.runs[preset].length > 0);
  if (!presets.includes(o.reference)) {
    throw new PinwiseError('no-preset', `no run of preset "${o.reference}" is among those to compare`);
  }
  const opened = openAlike(
    o.home,
    presets.flatMap((preset) => o.runs[preset]),
  );
  const { dataset } = opened[0];
  const measured = new Map<string, Measured>();
  for (const [i, run] of opened.entries()) {
    const key = JSON.stringify([dataset.manifest.fingerprint, run.checkpoint, split, ks, seed]);
    const known = kept.get(key) ?? (await measure(run, i));
    keep(key, known);
    measured.set(run.summary.name, known);
  }
  async function measure(run: OpenRun, at: number): Promise<Measured> {
    const scored = scoredRun(run);
    const [table] = await queryTables({
      ...{ dataset, scorers: [scored], split, ks, seed, signal },
      onProgress: (done, total) => onProgress?.(at * total + done, opened.length * total),
    });
    return { table, values: await valuesOf(table, scored.embeddings, seed, signal) };
  }

  const metrics: SeedComparison['metrics'] = {};
  const means = new Map<string, QueryTable>();
  for (const preset of presets) {
    const found = o.runs[preset].map((run) => measured.get(run)!);
    const mean = meanTable(found.map(({ table }) => table));
    const intervals = await inTurns(estimatesInParts(mean, { rng: random(seed, 'bootstrap') }), signal);
    // The mean of several seeds has no list of its own.
    if (found.length > 1) delete intervals['coverage@10'];
    means.set(preset, mean);
    metrics[preset] = spreads(
      found.map(({ values }) => values),
      intervals,
    );
  }
  const reference = means.get(o.reference)!;
  const differences: SeedComparison['differences'] = [];
  for (const preset of presets) {
    if (preset === o.reference) continue;
    const found = pairedDifferencesInParts(reference, means.get(preset)!, { rng: random(seed, 'bootstrap') });
    for (const { metric, value, low, high, p } of await inTurns(found, signal)) {
      differences.push({ a: o.reference, b: preset, metric, difference: value, low, high, p });
    }
  }
  return { split: candidatesOf(dataset, split), metrics, differences };
}

interface Measured {
  table: QueryTable;
  values: Map<string, number>;
}

/** Runs measured last in this process: a table that fills run by run asks for the same ones again and again. */
const kept = new Map<string, Measured>();
const KEPT = 64;

function keep(key: string, one: Measured): void {
  kept.delete(key);
  kept.set(key, one);
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
}

/** Every metric of one run, by name, without its interval. */
async function valuesOf(
  table: QueryTable,
  embeddings: ScoredRun['embeddings'],
  seed: number,
  signal: AbortSignal | undefined,
): Promise<Map<string, number>> {
  const once = estimatesInParts(table, { rng: random(seed, 'bootstrap'), resamples: 1 });
  const found = await inTurns(once, signal);
  const values = new Map(Object.entries(found).map(([name, { value }]) => [name, value]));
  const kurtosis = embeddings && (await inTurns(kurtosisOf(embeddings, seed), signal));
  return kurtosis ? values.set('kurtosis', kurtosis.value) : values;
}

/** Metrics that every seed has. */
function spreads(seeds: Map<string, number>[], intervals: Record<string, Estimate>): Record<string, Spread> {
  const names = [...seeds[0].keys()].filter((name) => seeds.every((values) => values.has(name)));
  return Object.fromEntries(
    names.map((name) => {
      const values = seeds.map((seed) => seed.get(name)!);
      const mean = values.reduce((total, value) => total + value, 0) / values.length;
      return [
        name,
        {
          ...{ mean, low: Math.min(...values), high: Math.max(...values), seeds: values.length, values },
          interval: name in intervals ? { low: intervals[name].low, high: intervals[name].high } : null,
        },
      ];
    }),
  );
}

/** One table with each query's mean over the tables, which hold the same queries and metrics. */
function meanTable(tables: QueryTable[]): QueryTable {
  const [first] = tables;
  const mean = (column: (table: QueryTable) => Float64Array): Float64Array =>
    column(first).map((_, q) => tables.reduce((total, table) => total + column(table)[q], 0) / tables.length);
  return {
    ...first,
    metrics: first.metrics.map(({ name }, m) => ({
      name,
      denominator: mean((table) => table.metrics[m].denominator),
      numerator: mean((table) => table.metrics[m].numerator),
    })),
  };
}
