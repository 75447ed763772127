import { describe, expect, it, vi } from 'vitest';
import { engineJobs } from '../../../electron/processes/engine-jobs.ts';
import type { Death, Utility } from '../../../electron/processes/utility.ts';

function harness() {
  const started: {
    post: ReturnType<typeof vi.fn>;
    kill: ReturnType<typeof vi.fn>;
    spawn(): void;
    say(message: unknown): void;
    die(death: Death): void;
  }[] = [];
  const tellEngine = vi.fn();
  const utility = (): Utility => {
    let spawned = (): void => undefined;
    let heard: (message: unknown) => void = () => undefined;
    let gone: (death: Death) => void = () => undefined;
    const one = {
      post: vi.fn(),
      kill: vi.fn(),
      spawn: () => spawned(),
      say: (message: unknown) => heard(message),
      die: (death: Death) => gone(death),
    };
    started.push(one);
    return {
      post: one.post,
      kill: one.kill,
      onSpawn: (listener) => (spawned = listener),
      onMessage: (listener) => (heard = listener),
      onGone: (listener) => (gone = listener),
    };
  };
  const jobs = engineJobs({
    start: utility,
    startReplica: utility,
    channel: () => ({ port1: 'end of the job', port2: 'end of the engine' }) as never,
    tellEngine,
  });
  return { jobs, started, tellEngine };
}

describe('engineJobs', () => {
  it('gives each end of one channel to job and engine, once the job lives', () => {
    const { jobs, started, tellEngine } = harness();
    jobs.take({ kind: 'start-job', id: 'j1' });
    expect(tellEngine).not.toHaveBeenCalled();
    started[0].spawn();
    expect(started[0].post).toHaveBeenCalledWith({ kind: 'job', id: 'j1' }, ['end of the job']);
    expect(tellEngine).toHaveBeenCalledWith({ kind: 'job', id: 'j1' }, ['end of the engine']);
  });

  it('tells why a job is gone, and forgets it', () => {
    const { jobs, started, tellEngine } = harness();
    jobs.take({ kind: 'start-job', id: 'j1' });
    started[0].die({ reason: 'it ran out of memory', killed: false });
    expect(tellEngine).toHaveBeenCalledWith({ kind: 'job-gone', id: 'j1', reason: 'it ran out of memory' });
    expect(jobs.count()).toBe(0);
  });

  it('ends the job that is asked for and no other', () => {
    const { jobs, started } = harness();
    jobs.take({ kind: 'start-job', id: 'j1' });
    jobs.take({ kind: 'start-job', id: 'j2' });
    jobs.take({ kind: 'stop-job', id: 'j2' });
    expect(started.map(({ kill }) => kill.mock.calls.length)).toEqual([0, 1]);
  });

  it('starts the replicas that a job asks for, and tells the job alone of them', () => {
    const { jobs, started, tellEngine } = harness();
    jobs.take({ kind: 'start-job', id: 'j1' });
    started[0].spawn();
    tellEngine.mockClear();
    started[0].say({ kind: 'start-job', id: 'r1' });
    started[1].spawn();
    expect(started[1].post).toHaveBeenCalledWith({ kind: 'job', id: 'r1' }, ['end of the job']);
    expect(started[0].post).toHaveBeenLastCalledWith({ kind: 'job', id: 'r1' }, ['end of the engine']);
    started[1].die({ reason: 'killed', killed: true });
    const gone = { kind: 'job-gone', id: 'r1', reason: 'killed' };
    expect(started[0].post).toHaveBeenLastCalledWith(gone, undefined);
    expect(tellEngine).not.toHaveBeenCalled();
    expect(jobs.count()).toBe(1);
  });

  it.each([
    { kind: 'start-job' },
    { kind: 'start-job', id: '' },
    { kind: 'other', id: 'x' },
    null,
    'start-job',
  ])('does nothing for %j', (message) => {
    const { jobs, started } = harness();
    jobs.take(message);
    expect(started).toEqual([]);
  });

  it('starts one process for an id, however often it is asked', () => {
    const { jobs, started } = harness();
    jobs.take({ kind: 'start-job', id: 'j1' });
    jobs.take({ kind: 'start-job', id: 'j1' });
    expect(started.length).toBe(1);
  });
});
