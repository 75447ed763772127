import { jobContract } from '../contract/job-process.ts';
import type { JobEvents, JobMethods } from '../contract/job-process.ts';
import { connect, PinwiseError } from '../contract/rpc.ts';
import type { Client } from '../contract/rpc.ts';
import type { JobProcess } from '../host/host.ts';

/** A job that was told to stop and did not in this time is killed; so is a process that has nothing left to do. */
const stopsWithinMs = 5_000;

/** A client whose open calls fail with `job-gone` and the reason, when the process dies. */
export function connectJob({ wire, gone }: JobProcess): Client<JobMethods, JobEvents> {
  // That its wire closed says less than the reason that comes with `gone`.
  const client = connect({ ...wire, onClose: () => undefined }, jobContract);
  void gone.then((reason) =>
    client.close(new PinwiseError('job-gone', `its process ended unexpectedly (${reason})`)),
  );
  return client;
}

/** Lets a process end that is not needed any more. */
export function dismissJob(process: JobProcess): void {
  process.wire.close();
  killUnlessGone(process);
}

/** Gives a process a while to end by itself. */
export function killUnlessGone(process: JobProcess): void {
  const killer = setTimeout(() => process.kill(), stopsWithinMs);
  void process.gone.then(() => clearTimeout(killer));
}
