/** Runs one job in a process of its own, from its start to its end. */
import { jobContract } from '../contract/job-process.ts';
import type { Progress } from '../contract/job-process.ts';
import { connect, PinwiseError } from '../contract/rpc.ts';
import type { JobProcess, JobStarter } from '../host/host.ts';
import type { JobObserver, Work } from './work.ts';

/** A job that was told to stop and did not in this time is killed; so is a process that has nothing left to do. */
const stopsWithinMs = 5_000;

export interface JobRun {
  /** Resolves with the name of what was made. Rejects with the job's own error, `cancelled` or `job-gone`. */
  readonly result: Promise<string>;
  cancel(): void;
}

export function runJob(
  starter: JobStarter,
  id: string,
  work: Work,
  observer: Omit<JobObserver, 'changed'> & { progress(progress: Progress): void },
): JobRun {
  let cancel: (() => void) | undefined;
  let cancelled = false;

  async function run(): Promise<string> {
    const process = await starter.start(id);
    const client = connectJob(process);
    client.on('progress', observer.progress);
    client.on('step', (step) => observer.step(work.subject, step));
    client.on('epoch', ({ epoch, preview }) => observer.epoch(work.subject, epoch, preview));
    cancel = () => {
      client.call('job.cancel', {}).catch(() => undefined);
      killUnlessGone(process, stopsWithinMs);
    };
    if (cancelled) cancel();
    try {
      if (work.kind === 'import') return (await client.call('job.import', work.request)).name;
      await client.call('job.train', { run: work.subject });
      return work.subject;
    } finally {
      process.wire.close();
      killUnlessGone(process, stopsWithinMs);
    }
  }

  return {
    result: run().catch((error: unknown) => {
      if (cancelled && error instanceof PinwiseError && error.code === 'job-gone') {
        throw new PinwiseError('cancelled', 'cancelled', { cause: error });
      }
      throw error;
    }),
    cancel() {
      if (cancelled) return;
      cancelled = true;
      cancel?.();
    },
  };
}

/** A client whose open calls fail with `job-gone` and the reason, when the process dies. */
export function connectJob(
  process: JobProcess,
): ReturnType<typeof connect<typeof jobContract.methods, typeof jobContract.events>> {
  const { wire } = process;
  const client = connect({ ...wire, onClose: () => undefined }, jobContract);
  void process.gone.then((reason) =>
    client.close(new PinwiseError('job-gone', `its process ended unexpectedly (${reason})`)),
  );
  return client;
}

function killUnlessGone(process: JobProcess, afterMs: number): void {
  const killer = setTimeout(() => process.kill(), afterMs);
  void process.gone.then(() => clearTimeout(killer));
}
