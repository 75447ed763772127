/** Starts the replicas of a run as processes of this program, one for each device where there are several. */
import { randomUUID } from 'node:crypto';
import { connect, PinwiseError } from '../../contract/rpc.ts';
import type { Client } from '../../contract/rpc.ts';
import { replicaContract } from '../../contract/replica-process.ts';
import type { ReplicaMethods } from '../../contract/replica-process.ts';
import type { JobProcess, JobStarter } from '../../host/host.ts';
import type { ReplicaGroup, ReplicaStarter } from '../../training/replicas/replica-steps.ts';
import { devicesFor } from './devices.ts';

interface Replica {
  readonly process: JobProcess;
  readonly client: Client<ReplicaMethods, Record<never, never>>;
}

/** @param processes starts a process of this program in the role of a replica */
export function replicaStarter(run: string, processes: JobStarter): ReplicaStarter {
  return async ({ count, first, end }) => {
    const devices = devicesFor(count);
    const started = await Promise.allSettled(devices.map(() => startReplica(processes)));
    const replicas = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const group = groupOf(replicas);
    try {
      for (const one of started) if (one.status === 'rejected') throw one.reason;
      await Promise.all(
        replicas.map(({ client }, index) =>
          client.call('replica.prepare', {
            ...{ run, part: { index, of: count }, first, end },
            device: devices[index],
          }),
        ),
      );
    } catch (error) {
      await group.close();
      throw error;
    }
    return group;
  };
}

async function startReplica(processes: JobStarter): Promise<Replica> {
  const process = await processes.start(`replica-${randomUUID()}`);
  // That its wire closed says less than the reason that comes with `gone`.
  const client = connect({ ...process.wire, onClose: () => undefined }, replicaContract);
  return { process, client };
}

function groupOf(replicas: readonly Replica[]): ReplicaGroup {
  replicas.forEach(({ process, client }, index) => {
    void process.gone.then((reason) =>
      client.close(
        new PinwiseError(
          'replica-gone',
          `replica ${index + 1} of ${replicas.length} ended unexpectedly (${reason}); resume the run to go on from ` +
            'its last checkpoint',
        ),
      ),
    );
  });
  return {
    step(step, parameters, signal) {
      const found = Promise.all(
        replicas.map(({ client }) => client.call('replica.step', { step, parameters })),
      );
      return unlessAborted(found, signal);
    },
    async close() {
      // They keep nothing that could be lost.
      for (const { process } of replicas) process.kill();
      await Promise.all(replicas.map(({ process }) => process.gone));
    },
  };
}

function unlessAborted<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new PinwiseError('cancelled', 'cancelled'));
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal?.removeEventListener('abort', stop));
  });
}
