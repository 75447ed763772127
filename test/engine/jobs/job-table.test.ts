import { afterEach, expect, it, vi } from 'vitest';
import type { Job } from '../../../engine/contract/jobs.ts';
import { PinwiseError } from '../../../engine/contract/rpc.ts';
import { createJobTable } from '../../../engine/jobs/job-table.ts';
import type { JobTable } from '../../../engine/jobs/job-table.ts';
import type { Work } from '../../../engine/jobs/work.ts';
import { fakeStarter } from './fake-starter.ts';

afterEach(() => void vi.useRealTimers());

const imported = (subject: string): Work => ({
  kind: 'import',
  label: `Import ${subject}`,
  subject,
  request: { source: `/data/${subject}`, onError: 'stop' },
});
const training = (subject: string, discard?: () => void): Work => ({
  kind: 'train',
  label: `Train ${subject}`,
  subject,
  discard,
});

interface Told {
  changed: Job[];
  steps: unknown[];
  epochs: unknown[];
}

function tableOf(starter = fakeStarter()): { table: JobTable; told: Told } {
  const told: Told = { changed: [], steps: [], epochs: [] };
  const table = createJobTable({
    starter,
    now: () => new Date('2026-01-02T03:04:05Z'),
    observer: {
      changed: (job) => told.changed.push(job),
      step: (run, step) => told.steps.push([run, step.step]),
      epoch: (run, epoch) => told.epochs.push([run, epoch.epoch]),
    },
  });
  return { table, told };
}

const stateOf = (table: JobTable, id: string): string | undefined =>
  table.list().find((job) => job.id === id)?.state;
const until = (condition: () => boolean): Promise<void> => vi.waitFor(() => expect(condition()).toBe(true));

it('an import goes from running over its progress to done, under the name that it made', async () => {
  const starter = fakeStarter();
  const { table, told } = tableOf(starter);
  const { id, state, startedAt } = table.add(imported('emoji'));
  expect([state, startedAt]).toEqual(['running', '2026-01-02T03:04:05.000Z']);
  await until(() => starter.started[0]?.calls.length === 1);
  const [job] = starter.started;
  expect(job.calls).toEqual([{ name: 'import', params: { source: '/data/emoji', onError: 'stop' } }]);
  job.emit('progress', { stage: 'pictures', done: 3, total: 9, secondsLeft: 4 });
  job.finish({ name: 'emoji-2' });
  await until(() => stateOf(table, id) === 'done');
  expect(told.changed.map(({ state, stage, done }) => [state, stage, done])).toEqual([
    ['queued', 'waiting for its turn', 0],
    ['running', 'starting', 0],
    ['running', 'pictures', 3],
    ['done', '', 3],
  ]);
  expect(table.list()[0].subject).toBe('emoji-2');
  await job.closed;
});

it('trainings wait for each other, imports for nobody; steps and epochs are passed on', async () => {
  const starter = fakeStarter();
  const { table, told } = tableOf(starter);
  const [a, b, c] = ['a', 'b', 'c'].map((run) => table.add(training(run)).id);
  const d = table.add(imported('d')).id;
  expect([a, b, c, d].map((id) => stateOf(table, id))).toEqual(['running', 'queued', 'queued', 'running']);
  await until(() => starter.started.length === 2 && starter.started[0].calls.length === 1);
  expect(starter.started[0].calls[0]).toEqual({ name: 'train', params: { run: 'a' } });
  const step = {
    step: 5,
    epoch: 1,
    loss: 1,
    learningRate: 1,
    items_per_s: 1,
    sampleSeconds: 0,
    computeSeconds: 0,
  };
  starter.started[0].emit('step', step);
  starter.started[0].emit('epoch', {
    epoch: { epoch: 1, loss: 1, seconds: 1, items_per_s: 1, tune: {} },
    preview: null,
  });
  starter.started[0].finish({});
  await until(() => stateOf(table, b) === 'running');
  expect(stateOf(table, c)).toBe('queued');
  expect([told.steps, told.epochs]).toEqual([[['a', 5]], [['a', 1]]]);
  expect(table.list().map(({ subject }) => subject)).toEqual(['d', 'c', 'b', 'a']);
});

it('an error arrives with code, message and details', async () => {
  const starter = fakeStarter();
  const { table } = tableOf(starter);
  table.add(imported('a'));
  await until(() => starter.started[0]?.calls.length === 1);
  starter.started[0].fail(new PinwiseError('bad-data', 'items.csv, row 3', { details: [{ row: 3 }] }));
  await until(() => table.list()[0].state === 'failed');
  expect(table.list()[0].error).toEqual({
    code: 'bad-data',
    message: 'items.csv, row 3',
    details: [{ row: 3 }],
  });
});

it('a process that dies fails its job with job-gone and the reason; so does one that does not start', async () => {
  const starter = fakeStarter();
  const { table } = tableOf(starter);
  table.add(training('a'));
  await until(() => starter.started[0]?.calls.length === 1);
  starter.started[0].die('oom');
  await until(() => table.list()[0].state === 'failed');
  expect(table.list()[0].error).toMatchObject({ code: 'job-gone' });
  expect(table.list()[0].error?.message).toMatch(/oom.*resume/);

  const refused = tableOf(fakeStarter({ refuses: true })).table;
  refused.add(training('a'));
  await until(() => refused.list()[0].state === 'failed');
  expect(refused.list()[0].error?.code).toBe('job-gone');
});

it('cancel asks the process; one that is deaf is killed after 5 s, and was cancelled all the same', async () => {
  for (const deaf of [false, true]) {
    const starter = fakeStarter({ deaf });
    const { table, told } = tableOf(starter);
    const { id } = table.add(training('a'));
    await until(() => starter.started[0]?.calls.length === 1);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    table.cancel(id);
    table.cancel(id);
    starter.started[0].emit('progress', { stage: 'training', done: 3, total: 9, secondsLeft: 4 });
    expect(told.changed.at(-1)).toMatchObject({ state: 'running', stage: 'stopping' });
    if (deaf) {
      await vi.advanceTimersByTimeAsync(4_999);
      expect(starter.started[0].killed).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(starter.started[0].killed).toBe(true);
    }
    vi.useRealTimers();
    await until(() => stateOf(table, id) === 'cancelled');
    expect(starter.started[0].calls.map(({ name }) => name)).toEqual(['train', 'cancel']);
    expect(table.list()[0].error).toBeNull();
    expect(told.changed.some(({ stage }) => stage === 'training')).toBe(false);
  }
});

it('cancelled while its process starts, the work is never done', async () => {
  const starter = fakeStarter();
  const { table } = tableOf(starter);
  table.cancel(table.add(imported('a')).id);
  await until(() => (starter.started[0]?.calls.length ?? 0) > 0);
  expect(starter.started[0].calls[0].name).toBe('cancel');
});

it('cancelled in the queue, a training is discarded and never begins', async () => {
  const starter = fakeStarter();
  const { table } = tableOf(starter);
  const discard = vi.fn();
  table.add(training('a'));
  const { id } = table.add(training('b', discard));
  table.cancel(id);
  expect(discard).toHaveBeenCalledOnce();
  expect(stateOf(table, id)).toBe('cancelled');
  await until(() => starter.started[0]?.calls.length === 1);
  starter.started[0].finish({});
  await until(() => table.list().every(({ state }) => state !== 'running'));
  expect(starter.started.length).toBe(1);
});

it('one data set or run has one job at a time; only what is over can be dismissed', async () => {
  const starter = fakeStarter();
  const { table } = tableOf(starter);
  const { id } = table.add(imported('a'));
  expect(() => table.add(imported('a'))).toThrow(expect.objectContaining({ code: 'job-exists' }) as Error);
  expect(() => table.dismiss(id)).toThrow(expect.objectContaining({ code: 'job-running' }) as Error);
  await until(() => starter.started[0]?.calls.length === 1);
  starter.started[0].finish({ name: 'a' });
  await until(() => stateOf(table, id) === 'done');
  table.cancel(id);
  expect(stateOf(table, id)).toBe('done');
  table.dismiss(id);
  expect(table.list()).toEqual([]);
  expect(() => table.cancel(id)).toThrow(expect.objectContaining({ code: 'no-job' }) as Error);
  table.add(imported('a'));
});
