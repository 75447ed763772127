/**
 * Trains a run in this process, from the start or from its last checkpoint, and leaves it finished, cancelled or
 * failed; killed, it is interrupted. Holds the run's lease meanwhile.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBackend } from '../backend/init-backend.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { EpochRecord, Preview, RunSummary, StepRecord } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { needSpace } from '../dataset/disk-space.ts';
import { openDataset } from '../dataset/open-dataset.ts';
import { writeFileWhole } from '../dataset/write-file.ts';
import { forkedReplicas } from '../host/node-host.ts';
import type { JobStarter } from '../host/host.ts';
import { estimateTraining } from '../training/estimate.ts';
import { train } from '../training/train.ts';
import { checkpointFiles, removeCheckpoints } from './checkpoint-files.ts';
import { diskNeed } from './disk-need.ts';
import { finishRun } from './finish-run.ts';
import type { Lease } from './lease.ts';
import { removeTemporaries } from './leftovers.ts';
import { runSummary, takeRun } from './list-runs.ts';
import { needMemory } from './memory-need.ts';
import { dataMissing } from './open-run.ts';
import { openRecorder } from './recorder.ts';
import { replicaStarter } from './replicas/start-replicas.ts';
import { readRecord, readResult, runFolder } from './run-files.ts';
import type { RunRecord } from './run-files.ts';

export interface RunObserver {
  step?(
    run: string,
    record: StepRecord,
    position: { step: number; totalSteps: number; secondsLeft: number | null },
  ): void;
  epoch?(run: string, record: EpochRecord, preview: Preview | null): void;
  /** What is being done, in words. */
  stage?(text: string): void;
}

export interface TrainRunOptions {
  home: string;
  run: string;
  signal: AbortSignal;
  observer?: RunObserver;
  now?: () => Date;
  /** Starts the processes of replicas; default: children of this one. */
  replicas?: JobStarter;
  /** Bytes that are free on the disk, for tests; asked of the system by default. */
  freeBytes?: number;
  /** Bytes of memory that are free, likewise. */
  freeMemory?: number;
}

/** For a model without parameters there is nothing to start. */
const NO_BACKEND = 'none';

/**
 * The same call starts a run and goes on with one that was stopped; a finished run is only summarised.
 * @throws PinwiseError `no-run`, `run-busy`, `data-missing`, `cancelled` when `signal` aborts (a checkpoint is kept),
 * `lease-lost` when another process took the run over, and whatever the training fails with, which the run remembers
 */
export async function trainRun(options: TrainRunOptions): Promise<RunSummary> {
  const { home, run, signal, now = () => new Date() } = options;
  const record = readRecord(home, run);
  if (readResult(home, run)) return runSummary(home, run);
  const dataset = datasetOf(home, record);
  const folder = runFolder(home, run);
  const lease = takeRun(home, run);
  try {
    // Another process may have finished it between the look above and the lease.
    if (readResult(home, run)) return runSummary(home, run);
    removeTemporaries(folder);
    rmSync(join(folder, 'error.json'), { force: true });
    rmSync(join(folder, 'cancelled.json'), { force: true });
    await work(options, record, dataset, folder, lease, now);
  } catch (error) {
    throw leaveWord(folder, error, signal, now());
  } finally {
    lease.release();
  }
  return runSummary(home, run);
}

async function work(
  { home, run, signal, observer, replicas, freeBytes, freeMemory }: TrainRunOptions,
  record: RunRecord,
  dataset: Dataset,
  folder: string,
  lease: Lease,
  now: () => Date,
): Promise<void> {
  const { preset, config, seed, trains } = record;
  observer?.stage?.('preparing');
  signal.throwIfAborted();
  needSpace(folder, diskNeed(dataset, config), freeBytes, `run ${run}`);
  needMemory(run, estimateTraining(dataset, config).held, freeMemory);
  const backend = trains ? (await ensureBackend()).name : NO_BACKEND;
  writeFileWhole(join(folder, 'backend.json'), JSON.stringify({ name: backend }));

  const files = checkpointFiles(folder);
  let start = await files.latest();
  const recorder = openRecorder(folder, dataset, start ?? { step: 0, epoch: 0 });
  try {
    observer?.stage?.(start ? `training, from step ${start.step}` : 'training');
    const model = await train({
      dataset,
      preset,
      config,
      seed,
      signal,
      startReplicas: replicaStarter(run, replicas ?? forkedReplicas(home)),
      checkpoints: {
        save(state) {
          lease.beat();
          recorder.sync();
          return files.save(state);
        },
        latest() {
          const state = start;
          start = null; // large; nobody needs it twice
          return Promise.resolve(state);
        },
      },
      observer: {
        step(step, position) {
          lease.beat();
          recorder.step(step);
          observer?.step?.(run, step, position);
        },
        epoch(epoch, embeddings) {
          lease.beat();
          // Recorded first: whether anybody listens or not.
          const preview = recorder.epoch(epoch, embeddings);
          observer?.epoch?.(run, epoch, preview);
        },
      },
    });

    await finishRun({
      ...{ folder, record, dataset, model, recorder, backend, signal, now },
      beat: () => lease.beat(),
      stage: (text) => observer?.stage?.(text),
    });
  } finally {
    recorder.close();
  }
  removeCheckpoints(folder);
}

/** The run's data as they were when it was made. */
function datasetOf(home: string, { name, dataset, datasetFingerprint }: RunRecord): Dataset {
  let opened: Dataset;
  try {
    opened = openDataset(home, dataset);
  } catch (cause) {
    if (cause instanceof PinwiseError && cause.code === 'no-dataset') throw dataMissing(name, dataset);
    throw cause;
  }
  if (opened.manifest.fingerprint !== datasetFingerprint) throw dataMissing(name, dataset);
  return opened;
}

/** Leaves in the run's folder why it stopped; returns the error to throw. */
function leaveWord(folder: string, cause: unknown, signal: AbortSignal, now: Date): unknown {
  const error = cause instanceof PinwiseError ? cause : null;
  // Another process has the folder now; whatever it says there stands.
  if (error?.code === 'lease-lost') return error;
  // Nobody stopped it; whoever wanted it is gone. Without a word the run shows as interrupted.
  if ((signal.reason as { code?: unknown } | undefined)?.code === 'engine-gone') return cause;
  const cancelled = signal.aborted || error?.code === 'cancelled';
  const [file, word] = cancelled
    ? ['cancelled.json', { at: now.toISOString() }]
    : [
        'error.json',
        {
          code: error?.code ?? 'failed',
          message: cause instanceof Error ? cause.message : String(cause),
          at: now.toISOString(),
        },
      ];
  try {
    writeFileWhole(join(folder, file), JSON.stringify(word));
  } catch {
    // A full disk may be the very reason; without a word the run shows as interrupted.
  }
  if (!cancelled || error?.code === 'cancelled') return cause;
  return new PinwiseError('cancelled', 'the training was cancelled; its checkpoint is kept', { cause });
}
