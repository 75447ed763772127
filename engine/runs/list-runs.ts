/** The runs of a store: all, one, one with its curves; and away with it. Nothing here opens a data set. */
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PinwiseError } from '../contract/rpc.ts';
import { Preview, RunName, StepRecord, EpochRecord } from '../contract/runs.ts';
import type { RunDetail, RunSummary } from '../contract/runs.ts';
import { readManifest } from '../dataset/list-datasets.ts';
import { parsed, readLines, sampleEvenly } from './journal.ts';
import { takeLease } from './lease.ts';
import type { Lease } from './lease.ts';
import { removeDrafts } from './leftovers.ts';
import { lossSparkline, readProgress } from './progress.ts';
import { Failure, isFolder, readChecked, readRecord, readResult, runFolder } from './run-files.ts';
import { unfinishedState } from './run-state.ts';

/** Points of a curve that are worth sending to a screen. */
const CURVE_POINTS = 1_000;

/** All runs that can be read, newest first. */
export function listRuns(home: string, now = Date.now()): RunSummary[] {
  const fingerprints = new Map<string, string | null>();
  const fingerprintOf = (dataset: string): string | null => {
    if (!fingerprints.has(dataset)) fingerprints.set(dataset, fingerprint(home, dataset));
    return fingerprints.get(dataset) ?? null;
  };
  return runNames(home)
    .flatMap((name) => {
      try {
        return [summarize(home, name, now, fingerprintOf)];
      } catch {
        // Half made, damaged or of a later version: the others still have to show.
        return [];
      }
    })
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt) || a.name.localeCompare(b.name));
}

/** @throws PinwiseError `no-run`, `run-damaged` */
export function runSummary(home: string, name: string, now = Date.now()): RunSummary {
  return summarize(home, name, now, (dataset) => fingerprint(home, dataset));
}

/** @throws PinwiseError `no-run`, `run-damaged` */
export function runDetail(home: string, name: string, now = Date.now()): RunDetail {
  const summary = runSummary(home, name, now);
  const folder = runFolder(home, name);
  const checked = <T>(file: string, points: number, parse: (value: unknown) => { data?: T }): T[] =>
    sampleEvenly(readLines(join(folder, file)), points).flatMap((line) => parse(parsed(line)).data ?? []);
  return {
    summary,
    steps: checked('curve.jsonl', CURVE_POINTS, (value) => StepRecord.safeParse(value)),
    epochs: checked('epochs.jsonl', Infinity, (value) => EpochRecord.safeParse(value)),
    preview: readChecked(folder, 'preview.json', Preview),
  };
}

/**
 * Removes a run and all its files; also a damaged one.
 * @throws PinwiseError `no-run`, `run-busy` while it is trained
 */
export function removeRun(home: string, name: string): void {
  const folder = runFolder(home, name);
  if (!isFolder(folder)) readRecord(home, name);
  removeDrafts(home);
  const lease = takeRun(home, name);
  // Out of sight at once, so that a removal that is cut short leaves no half run.
  const doomed = join(home, 'runs', `.removed-${name}-${process.pid}-${Date.now()}`);
  try {
    renameSync(folder, doomed);
  } finally {
    lease.release();
  }
  rmSync(doomed, { recursive: true, force: true });
}

/**
 * The lease of a run.
 * @throws PinwiseError `run-busy` while another process has it, `no-run` when the run is gone by now
 */
export function takeRun(home: string, name: string): Lease {
  const folder = runFolder(home, name);
  const lease = takeLease(folder);
  if (lease) return lease;
  if (!isFolder(folder)) readRecord(home, name);
  throw runBusy(name);
}

export function runBusy(name: string): PinwiseError {
  return new PinwiseError('run-busy', `run ${name} is being trained now; cancel it first, or wait for it`);
}

/** Names of the folders that may hold a run. */
export function runNames(home: string): string[] {
  try {
    return readdirSync(join(home, 'runs'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && RunName.safeParse(entry.name).success)
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function summarize(
  home: string,
  name: string,
  now: number,
  fingerprintOf: (dataset: string) => string | null,
): RunSummary {
  const record = readRecord(home, name);
  const folder = runFolder(home, name);
  const dataMissing = fingerprintOf(record.dataset) !== record.datasetFingerprint;
  const result = readResult(home, name);
  if (result) {
    const { backend, step, epoch, seconds, peakRssMb, checkpoint, metrics, lossSparkline } = result;
    const told = { backend, step, epoch, seconds, peakRssMb, checkpoint, metrics, lossSparkline };
    return { ...record, name, state: 'finished', ...told, error: null, dataMissing };
  }
  const state = unfinishedState(folder, record, now);
  const { last, lines, backend } = readProgress(folder);
  return {
    ...record,
    name,
    state,
    backend: backend ?? '',
    step: last?.step ?? 0,
    epoch: last?.epoch ?? 0,
    seconds: last?.wallSeconds ?? 0,
    peakRssMb: last?.peakRssMb ?? null,
    checkpoint: null,
    metrics: {},
    lossSparkline: lossSparkline(lines),
    error: state === 'failed' ? readChecked(folder, 'error.json', Failure) : null,
    dataMissing,
  };
}

/** Of the data set as it is now; null when it cannot be read. */
function fingerprint(home: string, dataset: string): string | null {
  try {
    return readManifest(home, dataset).fingerprint;
  } catch {
    return null;
  }
}
