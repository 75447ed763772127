import { MessageChannel } from 'node:worker_threads';
import { jobContract } from '../../../engine/contract/job-process.ts';
import type { JobEvents, JobMethods } from '../../../engine/contract/job-process.ts';
import { PinwiseError, serve } from '../../../engine/contract/rpc.ts';
import type { Handlers } from '../../../engine/contract/rpc.ts';
import type { JobProcess, JobStarter } from '../../../engine/host/host.ts';
import { wireOf } from '../../../engine/host/wires.ts';

type Emit = ReturnType<typeof serve<JobMethods, JobEvents>>['emit'];

/** A process in the hands of the test: its calls wait until the test ends them. */
export interface FakeJob {
  id: string;
  /** What was called, in order. */
  calls: { name: string; params: unknown }[];
  emit: Emit;
  finish(value: unknown): void;
  fail(error: unknown): void;
  /** The process dies. */
  die(reason: string): void;
  killed: boolean;
  closed: Promise<void>;
}

/** Starts processes that do nothing by themselves; they end a cancelled call unless `deaf`. */
export function fakeStarter(
  o: { deaf?: boolean; refuses?: boolean } = {},
): JobStarter & { started: FakeJob[] } {
  const started: FakeJob[] = [];
  return {
    started,
    start(id) {
      if (o.refuses)
        return Promise.reject(new PinwiseError('job-gone', 'its process could not be started: no'));
      const { port1, port2 } = new MessageChannel();
      const wire = wireOf(port2);
      let die: (reason: string) => void = () => undefined;
      const gone = new Promise<string>((resolve) => (die = resolve));
      const job: FakeJob = {
        id,
        calls: [],
        emit: () => undefined,
        finish: () => undefined,
        fail: () => undefined,
        die(reason) {
          die(reason);
          wire.close();
        },
        killed: false,
        closed: new Promise((resolve) => wire.onClose(resolve)),
      };
      const wait = (name: string) => (params: unknown) => {
        job.calls.push({ name, params });
        return new Promise<never>((resolve, reject) => {
          job.finish = resolve as (value: unknown) => void;
          job.fail = reject;
        });
      };
      const handlers = {
        'job.import': wait('import'),
        'job.train': wait('train'),
        'job.backend': wait('backend'),
        'job.cancel': () => {
          job.calls.push({ name: 'cancel', params: {} });
          if (!o.deaf) job.fail(new PinwiseError('cancelled', 'cancelled'));
          return {};
        },
      } satisfies Handlers<JobMethods>;
      job.emit = serve(wire, jobContract, handlers).emit;
      started.push(job);
      const process: JobProcess = {
        wire: wireOf(port1),
        gone,
        kill() {
          job.killed = true;
          job.die('killed by SIGKILL');
        },
      };
      return Promise.resolve(process);
    },
  };
}
