import type { MessagePortMain } from 'electron';
import { FromEngine, type ToEngine, type ToJob } from '../../engine/contract/host.ts';
import type { Utility } from './utility.ts';

export interface EngineJobs {
  /** Takes a message of the engine. */
  take(message: unknown): void;
  /** The engine is gone: its jobs end by themselves as their wires close; those that do not are ended after a while. */
  abandon(): void;
  /** How many are alive. */
  count(): number;
}

const abandonedAfterMs = 30_000;

/**
 * Starts the jobs that an engine asks for, hands over their wires, and tells it when one is gone. A job's training may
 * ask for its replicas in the same words.
 */
export function engineJobs({
  start,
  startReplica,
  channel,
  tellEngine,
}: {
  start: () => Utility;
  startReplica?: () => Utility;
  channel: () => { port1: MessagePortMain; port2: MessagePortMain };
  tellEngine: (message: ToEngine, ports?: MessagePortMain[]) => void;
}): EngineJobs {
  const jobs = new Map<string, Utility>();

  function startJob(id: string): void {
    if (jobs.has(id)) return;
    const job = start();
    jobs.set(id, job);
    const replicas =
      startReplica &&
      engineJobs({ start: startReplica, channel, tellEngine: (message, ports) => job.post(message, ports) });
    if (replicas) job.onMessage((message) => replicas.take(message));
    job.onSpawn(() => {
      const { port1, port2 } = channel();
      job.post({ kind: 'job', id } satisfies ToJob, [port1]);
      tellEngine({ kind: 'job', id }, [port2]);
    });
    job.onGone(({ reason }) => {
      jobs.delete(id);
      replicas?.abandon();
      tellEngine({ kind: 'job-gone', id, reason });
    });
  }

  return {
    take(raw) {
      const parsed = FromEngine.safeParse(raw);
      if (!parsed.success) return;
      const { kind, id } = parsed.data;
      if (kind === 'start-job') startJob(id);
      else jobs.get(id)?.kill('killed');
    },
    abandon() {
      setTimeout(() => jobs.forEach((job) => job.kill('killed')), abandonedAfterMs).unref();
    },
    count: () => jobs.size,
  };
}
