/**
 * A job's own process: does one import or training for the engine at the other end of `wire`, and ends with it. The
 * engine may die at any time; then the work is aborted, so that a training still saves a checkpoint.
 */
import type { Progress } from '../contract/job-process.ts';
import { jobContract } from '../contract/job-process.ts';
import { PinwiseError, serve } from '../contract/rpc.ts';
import type { JobStarter } from '../host/host.ts';
import type { ClosableWire } from '../host/wires.ts';
import { coalesce } from './coalesce.ts';
import { timeLeft } from './time-left.ts';

const everyMs = 100;
/** How long aborted work may take to leave its files whole. */
const endsWithinMs = 3_000;

export interface JobProcessOptions {
  wire: ClosableWire;
  home: string;
  /** Starts the replicas of a training; default: as children of this process. */
  replicas?: JobStarter;
  /** Ends this process. */
  exit(): void;
}

export function serveJob({ wire, home, replicas, exit }: JobProcessOptions): void {
  const controller = new AbortController();
  const { signal } = controller;
  let working = 0;

  const { emit } = serve(wire, jobContract, {
    'job.import': (request) =>
      work(async () => {
        const progress = coalesce<Progress>(everyMs, (value) => emit('progress', value));
        const left = timeLeft(() => performance.now());
        const { importDataset } = await import('../dataset/import-dataset.ts');
        const { name } = await importDataset({
          ...request,
          home,
          signal,
          onProgress: ({ stage, done, total }) =>
            progress({ stage, done, total, secondsLeft: left(stage, done, total) }),
        });
        progress.flush();
        return { name };
      }),
    'job.train': ({ run }) =>
      work(async () => {
        const progress = coalesce<Progress>(everyMs, (value) => emit('progress', value));
        const steps = coalesce<Parameters<typeof emit<'step'>>[1]>(everyMs, (value) => emit('step', value));
        const { trainRun } = await import('../runs/train-run.ts');
        let position = { done: 0, total: 0, secondsLeft: null as number | null };
        await trainRun({
          home,
          run,
          signal,
          replicas,
          observer: {
            stage: (stage) => progress({ stage, ...position }),
            step(_, record, { step, totalSteps, secondsLeft }) {
              position = { done: step, total: totalSteps, secondsLeft };
              progress({ stage: 'training', ...position });
              steps(record);
            },
            epoch(_, epoch, preview) {
              steps.flush();
              emit('epoch', { epoch, preview });
            },
          },
        });
        steps.flush();
        progress.flush();
        return {};
      }),
    'job.backend': () =>
      work(async () => {
        const { ensureBackend } = await import('../backend/init-backend.ts');
        return ensureBackend();
      }),
    'job.cancel': () => {
      controller.abort(new PinwiseError('cancelled', 'cancelled'));
      return {};
    },
  });

  async function work<T>(task: () => Promise<T>): Promise<T> {
    working++;
    try {
      signal.throwIfAborted();
      return await task();
    } catch (error) {
      // Whatever broke because it was told to stop, was cancelled.
      if (signal.aborted) throw new PinwiseError('cancelled', 'cancelled', { cause: error });
      throw error;
    } finally {
      working--;
      if (ending) exit();
    }
  }

  let ending = false;
  wire.onClose(() => {
    ending = true;
    if (working === 0) return exit();
    controller.abort(new PinwiseError('engine-gone', 'the engine is gone'));
    setTimeout(exit, endsWithinMs);
  });
}
