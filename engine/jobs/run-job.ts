/** Runs one job in a process of its own, from its start to its end. */
import type { Progress } from '../contract/job-process.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { JobStarter } from '../host/host.ts';
import { connectJob, dismissJob, killUnlessGone } from './connect-job.ts';
import type { JobObserver, Work } from './work.ts';

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
      killUnlessGone(process);
    };
    if (cancelled) cancel();
    try {
      if (work.kind === 'import') return (await client.call('job.import', work.request)).name;
      await client.call('job.train', { run: work.subject });
      return work.subject;
    } finally {
      dismissJob(process);
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
