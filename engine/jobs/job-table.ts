/**
 * The jobs of this engine: imports begin at once, trainings one after the other. Nothing of it is stored; what a job
 * made or left is told by the store. Finished jobs are remembered until they are dismissed.
 */
import { randomUUID } from 'node:crypto';
import type { Job } from '../contract/jobs.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { JobStarter } from '../host/host.ts';
import { runJob } from './run-job.ts';
import type { JobRun } from './run-job.ts';
import type { JobObserver, Work } from './work.ts';

const trainingsAtOnce = 1;

export interface JobTable {
  /** Newest first. */
  list(): Job[];
  /** @throws PinwiseError `job-exists` when the same data set or run is being worked on */
  add(work: Work): Job;
  /** Asks it to stop; a job that is over already stays as it is. @throws PinwiseError `no-job` */
  cancel(id: string): void;
  /** Forgets a job that is over. @throws PinwiseError `no-job`, `job-running` */
  dismiss(id: string): void;
  /** The job that is to make, or is making, this data set or run. */
  working(kind: Job['kind'], subject: string): Job | undefined;
}

interface Entry {
  job: Job;
  work: Work;
  run?: JobRun;
  /** Told to stop; what it still reports is of no interest. */
  stopping?: true;
}

export function createJobTable(o: { starter: JobStarter; observer: JobObserver; now: () => Date }): JobTable {
  const entries = new Map<string, Entry>();
  const change = (entry: Entry, to: Partial<Job>): void => {
    entry.job = { ...entry.job, ...to };
    o.observer.changed(entry.job);
  };
  const inState = (state: Job['state'], kind: Job['kind']): Entry[] =>
    [...entries.values()].filter(({ job }) => job.state === state && job.kind === kind);

  function startNext(): void {
    inState('queued', 'import').forEach(begin);
    const free = trainingsAtOnce - inState('running', 'train').length;
    inState('queued', 'train').slice(0, Math.max(0, free)).forEach(begin);
  }

  function begin(entry: Entry): void {
    change(entry, { state: 'running', stage: 'starting' });
    entry.run = runJob(o.starter, entry.job.id, entry.work, {
      progress: (progress) => entry.stopping || change(entry, progress),
      step: o.observer.step,
      epoch: o.observer.epoch,
    });
    entry.run.result
      .then((subject) => change(entry, { state: 'done', subject, ...over }))
      .catch((error: unknown) => change(entry, ended(error, entry.work)))
      .finally(startNext);
  }

  function find(id: string): Entry {
    const entry = entries.get(id);
    if (!entry) throw new PinwiseError('no-job', `there is no job ${id}; it may have been dismissed`);
    return entry;
  }

  const working: JobTable['working'] = (kind, subject) =>
    [...entries.values()].find(({ job }) => isActive(job) && job.kind === kind && job.subject === subject)
      ?.job;

  return {
    list: () => [...entries.values()].map(({ job }) => job).reverse(),
    add(work) {
      if (working(work.kind, work.subject)) {
        const doing = work.kind === 'import' ? 'imported' : 'trained';
        throw new PinwiseError(
          'job-exists',
          `${work.subject} is being ${doing} already; wait or cancel that`,
        );
      }
      const entry: Entry = { work, job: newJob(work, o.now()) };
      entries.set(entry.job.id, entry);
      o.observer.changed(entry.job);
      startNext();
      return entry.job;
    },
    cancel(id) {
      const entry = find(id);
      if (entry.job.state === 'queued') {
        change(entry, ended(new PinwiseError('cancelled', 'cancelled'), entry.work));
        if (entry.work.kind === 'train') entry.work.discard?.();
      }
      if (entry.job.state !== 'running' || entry.stopping) return;
      entry.stopping = true;
      entry.run?.cancel();
      change(entry, { stage: 'stopping', secondsLeft: null });
    },
    dismiss(id) {
      const { job } = find(id);
      if (isActive(job))
        throw new PinwiseError('job-running', `${job.label} is not over yet; cancel it first`);
      entries.delete(id);
    },
    working,
  };
}

const over = { stage: '', secondsLeft: null } as const;
const isActive = (job: Job): boolean => job.state === 'queued' || job.state === 'running';

function newJob({ kind, label, subject }: Work, now: Date): Job {
  return {
    id: randomUUID(),
    kind,
    label,
    subject,
    state: 'queued',
    stage: 'waiting for its turn',
    done: 0,
    total: 0,
    secondsLeft: null,
    startedAt: now.toISOString(),
    error: null,
  };
}

function ended(error: unknown, { kind }: Work): Partial<Job> {
  const { code, message, details } = error instanceof PinwiseError ? error : asInternal(error);
  if (code === 'cancelled') return { state: 'cancelled', ...over };
  const cure = code !== 'job-gone' ? '' : kind === 'train' ? '; resume it to go on' : '; import it again';
  return { state: 'failed', ...over, error: { code, message: message + cure, details } };
}

const asInternal = (error: unknown): PinwiseError =>
  new PinwiseError('internal', error instanceof Error ? error.message : String(error), { cause: error });
