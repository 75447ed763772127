import type { Preset, RunSummary } from '../contract/runs.ts';

/** What `pinwise demo` compares, the reference first. */
export const demoPresets = ['pinsage', 'mean-pooling', 'combined', 'visual', 'annotation', 'random-walk'];

export interface PlannedRun {
  preset: string;
  seed: number;
  /** The run that is there already, finished or begun; null when it has to be made. */
  run: string | null;
  state: RunSummary['state'] | null;
}

/**
 * One run for each seed of a preset that trains, one for each other preset. Runs that were made of the same preset,
 * configuration, seed and data are used again, so that a demo that was stopped goes on.
 * @param known runs of the store
 */
export function planDemo(
  presets: readonly Preset[],
  seeds: number,
  fingerprint: string,
  known: readonly RunSummary[],
): PlannedRun[] {
  return presets.flatMap(({ name: preset, trains, config }) =>
    Array.from({ length: trains ? seeds : 1 }, (_, seed) => {
      const alike = known.filter(
        (run) =>
          run.preset === preset &&
          run.seed === seed &&
          run.datasetFingerprint === fingerprint &&
          !run.dataMissing &&
          canonical(run.config) === canonical(config),
      );
      // One that another process works on is left to it.
      const found =
        alike.find(({ state }) => state === 'finished') ??
        alike.find(({ state }) => state === 'cancelled' || state === 'interrupted');
      return { preset, seed, run: found?.name ?? null, state: found?.state ?? null };
    }),
  );
}

/** The same text for the same settings, in whatever order they were written. */
function canonical(config: Preset['config']): string {
  const sorted = <T extends object>(values: T): [string, unknown][] =>
    Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(sorted(config).map(([group, settings]) => [group, sorted(settings as object)]));
}
