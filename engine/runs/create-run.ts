import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PinwiseError } from '../contract/rpc.ts';
import type { RunConfig } from '../contract/runs.ts';
import { RunName } from '../contract/runs.ts';
import { openDataset } from '../dataset/open-dataset.ts';
import { asDiskFull, syncFolder, writeFileWhole } from '../dataset/write-file.ts';
import { presetNamed } from '../model/presets.ts';
import { settleConfig } from '../training/settle-config.ts';
import { totalSteps } from '../training/train.ts';
import { removeDrafts } from './leftovers.ts';
import { runNames } from './list-runs.ts';
import type { RunRecord } from './run-files.ts';
import { isFolder, runFolder } from './run-files.ts';

export interface NewRun {
  home: string;
  dataset: string;
  preset: string;
  /** Changes to the preset's configuration. */
  config: RunConfig;
  seed: number;
  /** Default `<preset>-<dataset>-<n>` with the first n that is free. */
  name?: string;
  codeVersion: string;
  now: Date;
}

/**
 * Makes a run, ready to be trained; returns its name. The data set's fingerprint and the whole configuration are
 * fixed from here on.
 * @throws PinwiseError `no-dataset`, `no-preset`, `bad-config`, `bad-name`, `run-exists`, `disk-full`
 */
export function createRun(options: NewRun): string {
  const { home, seed, codeVersion, now } = options;
  const dataset = openDataset(home, options.dataset);
  const { name: preset, trains } = presetNamed(options.preset);
  const config = settleConfig(dataset, preset, options.config);
  const record = {
    preset,
    dataset: options.dataset,
    datasetFingerprint: dataset.manifest.fingerprint,
    seed,
    createdAt: now.toISOString(),
    codeVersion,
    config,
    trains,
    totalSteps: trains ? totalSteps(dataset, config) : 0,
    epochs: trains ? epochsOf(config) : 0,
  };
  removeDrafts(home);
  if (options.name !== undefined) {
    if (!RunName.safeParse(options.name).success) {
      throw new PinwiseError(
        'bad-name',
        `"${options.name}" cannot name a run: letters, digits, ".", "_" and "-", at most 64, a letter or digit first`,
      );
    }
    if (!place(home, { format: 1, name: options.name, ...record })) {
      throw new PinwiseError('run-exists', `there is already a run "${options.name}"; choose another name`);
    }
    return options.name;
  }
  const taken = new Set(runNames(home));
  for (let n = 1; ; n++) {
    const end = `-${n}`;
    const name = `${preset}-${options.dataset}`.slice(0, 64 - end.length) + end;
    if (!taken.has(name) && place(home, { format: 1, name, ...record })) return name;
  }
}

/** Puts the new run's folder in its place in one stroke; false when the name is taken. */
function place(home: string, record: RunRecord): boolean {
  const folder = runFolder(home, record.name);
  if (isFolder(folder)) return false;
  const draft = join(home, 'runs', `.new-${record.name}-${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  try {
    mkdirSync(draft, { recursive: true });
    writeFileWhole(join(draft, 'run.json'), `${JSON.stringify(record, null, 2)}\n`);
    renameSync(draft, folder);
    syncFolder(join(home, 'runs'));
    return true;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (isFolder(folder)) return false;
    throw asDiskFull(error, draft);
  }
}

/** Every preset that trains has its number of epochs in one group or another. */
function epochsOf(config: RunConfig): number {
  for (const group of Object.values(config)) if (typeof group.epochs === 'number') return group.epochs;
  return 0;
}
