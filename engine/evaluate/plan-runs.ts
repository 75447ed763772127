import type { Preset, RunConfig, RunSummary } from '../contract/runs.ts';
import { resolveConfig } from '../model/resolve-config.ts';
import { readsEdgesAlone } from '../training/train.ts';

export interface PlannedRun {
  preset: string;
  seed: number;
  /** Changes to the preset's configuration that the run is made with. */
  config: RunConfig;
  /** The run that is there already, finished or begun; null when it has to be made. */
  run: string | null;
  state: RunSummary['state'] | null;
  /** Why it failed, if it did. */
  error: string | null;
}

/** Begun runs that anybody may go on with, the best first. */
const RESUMABLE: readonly RunSummary['state'][] = ['finished', 'cancelled', 'interrupted'];

/**
 * One run for each seed of a preset that trains, one for each other preset. Runs that were made of the same preset,
 * configuration, seed and data are used again, so that what was stopped goes on.
 * @param o.known runs of the store
 * @param o.epochs in place of the own number of each training on pairs or labels; factors keep theirs, as their epochs
 * are passes over the edges and cost next to nothing
 * @param o.settled the whole configuration that a run is stored with; by default the preset's with the changes in it
 * @param o.states of runs that are used, the preferred first; by default not one that failed or that another process
 * works on
 */
export function planRuns(o: {
  presets: readonly Preset[];
  seeds: number;
  epochs?: number;
  fingerprint: string;
  known: readonly RunSummary[];
  states?: readonly RunSummary['state'][];
  settled?: (preset: string, changes: RunConfig) => RunConfig;
}): PlannedRun[] {
  const { seeds, epochs, fingerprint, known, states = RESUMABLE, settled = resolveConfig } = o;
  return o.presets.flatMap(({ name: preset, trains, config }) => {
    const changes: RunConfig = {};
    const shortened =
      epochs !== undefined && config.training?.epochs !== undefined && !readsEdgesAlone(config);
    if (shortened) changes.training = { epochs };
    const wanted = canonical(settled(preset, changes));
    return Array.from({ length: trains ? seeds : 1 }, (_, seed) => {
      const alike = known.filter(
        (run) =>
          run.preset === preset &&
          run.seed === seed &&
          run.datasetFingerprint === fingerprint &&
          !run.dataMissing &&
          canonical(run.config) === wanted,
      );
      const found = states
        .map((state) => alike.find((run) => run.state === state))
        .find((run) => run !== undefined);
      return {
        ...{ preset, seed, config: changes },
        ...{ run: found?.name ?? null, state: found?.state ?? null, error: found?.error?.message ?? null },
      };
    });
  });
}

/** The same text for the same settings, in whatever order they were written. */
function canonical(config: RunConfig): string {
  const sorted = <T extends object>(values: T): [string, unknown][] =>
    Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(sorted(config).map(([group, settings]) => [group, sorted(settings as object)]));
}
