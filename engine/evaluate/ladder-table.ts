/**
 * The ladder's table from the runs that are finished: each preset's mean over its seeds, its spread over them and its
 * interval over the queries, and its difference to the reference, paired by query. In each metric the p-values of all
 * presets are adjusted by Holm, so that a long ladder finds no more by chance than a short one.
 */
import { holm } from '../../evaluations/analysis/holm.ts';
import type { Ladder, LadderDifference, LadderTable } from '../contract/ablation.ts';
import { compareSeeds } from './compare-seeds.ts';
import type { SeedComparison } from './compare-seeds.ts';

export interface LadderTableOptions {
  home: string;
  ladder: Ladder;
  ks: readonly number[];
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

/**
 * Null while no run is finished. While no run of the reference is, nothing is compared.
 * @throws PinwiseError those of `compareSeeds`
 */
export async function ladderTable(o: LadderTableOptions): Promise<LadderTable | null> {
  const { ladder, home, ks, signal, onProgress } = o;
  const finished = ladder.runs.flatMap(({ preset, seed, run, state }) =>
    run !== null && state === 'finished' ? [{ preset, seed, run }] : [],
  );
  const presets = ladder.presets.filter((preset) => finished.some((one) => one.preset === preset));
  if (presets.length === 0) return null;
  const compared = presets.includes(ladder.reference);
  const runsOf = (preset: string): typeof finished => finished.filter((one) => one.preset === preset);
  const comparison = await compareSeeds({
    ...{ home, split: 'test', ks, signal, onProgress },
    runs: Object.fromEntries(presets.map((preset) => [preset, runsOf(preset).map(({ run }) => run)])),
    reference: compared ? ladder.reference : presets[0],
  });
  const differences = compared ? adjusted(comparison) : new Map<string, Record<string, LadderDifference>>();
  return {
    split: comparison.split,
    rows: presets.flatMap((preset) =>
      runsOf(preset).map(({ seed, run }, i) => ({
        ...{ preset, seed, run },
        metrics: mapValues(comparison.metrics[preset], ({ values }) => values[i]),
      })),
    ),
    table: presets.map((preset) => ({
      preset,
      seeds: runsOf(preset).length,
      metrics: mapValues(comparison.metrics[preset], ({ mean, low, high, interval }) => ({
        ...{ mean, spread: { low, high }, low: interval?.low ?? null, high: interval?.high ?? null },
      })),
      differences: differences.get(preset) ?? {},
    })),
  };
}

/** Differences by preset and metric: the preset minus the reference, each metric a family of tests. */
function adjusted({ differences }: SeedComparison): Map<string, Record<string, LadderDifference>> {
  const byPreset = new Map<string, Record<string, LadderDifference>>();
  for (const metric of new Set(differences.map((one) => one.metric))) {
    const family = differences.filter((one) => one.metric === metric);
    const ps = holm(family.map(({ p }) => p));
    family.forEach(({ b, difference, low, high, p }, i) => {
      const of = byPreset.get(b) ?? {};
      of[metric] = { difference: 0 - difference, low: 0 - high, high: 0 - low, p, p_holm: ps[i]! };
      byPreset.set(b, of);
    });
  }
  return byPreset;
}

const mapValues = <T, U>(record: Record<string, T>, to: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
