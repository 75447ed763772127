/** The engine and its jobs as real processes, from the program as it is bundled. */
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { isAlive, isOver, holderOf, startEngine } from './start-engine.ts';
import type { RunningEngine } from './start-engine.ts';
import { tinyFolder } from './tiny-folder.ts';

/** A training of some seconds, of steps that are short. */
const long = { training: { epochs: 3_000, batchSize: 16 }, model: { hidden: 16, output: 8 } };
const short = { ...long, training: { epochs: 3, batchSize: 16 } };

let engine: RunningEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

it('imports a folder in a job, and answers about it', async () => {
  const { client } = engine;
  const told = new Promise((resolve) => client.on('datasets.changed', resolve));
  const started = await client.call('jobs.importFolder', { path: tinyFolder(), name: 'tiny' });
  expect(await engine.job(started.id, isOver)).toMatchObject({ state: 'done', subject: 'tiny', error: null });
  await told;
  expect(await client.call('datasets.list', {})).toMatchObject([{ name: 'tiny', items: 60 }]);

  const { total, items } = await client.call('datasets.items', { name: 'tiny', search: 'BRULEE 3' });
  expect([total, items[0].title]).toEqual([1, 'Crème brûlée 3']);
  const item = await client.call('datasets.item', { name: 'tiny', row: 3 });
  expect(item.neighbors.every(({ item: { row } }) => row < 10 && row !== 3)).toBe(true);
  expect(item.neighbors.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
  const { rows } = await client.call('datasets.queries', { name: 'tiny' });
  expect(rows).toEqual([...Array(30).keys()].map((n) => 2 * n));
});

it('a folder with problems fails its job, with the place in the message', async () => {
  const { client } = engine;
  const started = await client.call('jobs.importFolder', { path: '/nowhere/at-all', name: 'nothing' });
  const job = await engine.job(started.id, isOver);
  expect(job.state).toBe('failed');
  expect(job.error?.message).toContain('at-all');
  expect((await client.call('datasets.list', {})).map(({ name }) => name)).toEqual(['tiny']);
});

it('says which backend trainings get, found out in a process of its own', async () => {
  expect(await engine.client.call('backend.report', {})).toMatchObject({ name: 'wasm' });
});

it('trains runs one after the other, then they answer and can be compared', async () => {
  const { client } = engine;
  const train = (seed: number, name: string): Promise<{ id: string }> =>
    client.call('jobs.train', { dataset: 'tiny', preset: 'pinsage', config: short, seed, name });
  const [a, b] = [await train(1, 'a'), await train(2, 'b')];
  expect((await client.call('runs.list', {})).map(({ state }) => state)).toEqual(['running', 'running']);
  const epochs: number[] = [];
  client.on('run.epoch', ({ run, epoch }) => run === 'a' && epochs.push(epoch.epoch));
  for (const { id } of [a, b]) {
    expect(await engine.job(id, isOver)).toMatchObject({ state: 'done', error: null });
  }
  expect(epochs).toHaveLength(3);

  const { query, items } = await client.call('runs.recommend', { name: 'a', rows: [3, 4], k: 5 });
  expect(query.map(({ row }) => row)).toEqual([3, 4]);
  expect(items).toHaveLength(5);
  expect(items.some(({ item }) => [3, 4].includes(item.row))).toBe(false);
  for (const index of ['exact', 'lsh'] as const) {
    const { recall } = await client.call('runs.recommend', {
      name: 'a',
      rows: [3, 4],
      k: 5,
      index,
    });
    if (index === 'exact') expect(recall).toBeNull();
    if (index === 'lsh') expect(recall).toBeGreaterThan(0);
  }
  const { answers } = await client.call('runs.answers', { name: 'b', rows: [5, 6], k: 4 });
  expect(answers.map((answer) => [answer.query.row, answer.items.length])).toEqual([
    [5, 4],
    [6, 4],
  ]);
  const { total, meanOverlap } = await client.call('runs.disagreements', { a: 'a', b: 'b', k: 5 });
  expect(total).toBe(30);
  expect(meanOverlap).toBeGreaterThan(0);
  const { runs } = await client.call('runs.evaluate', { runs: ['a', 'b'], ks: [5] });
  expect(runs.map(({ run }) => run)).toEqual(['a', 'b']);
  const to = join(mkdtempSync(join(tmpdir(), 'pinwise-export-')), 'a');
  const { files } = await client.call('runs.export', { name: 'a', to });
  expect(readdirSync(to).sort()).toEqual(files.map((file) => basename(file)).sort());
});

it('a cancelled training keeps its checkpoint, and goes on when it is resumed', async () => {
  const { client } = engine;
  const { id } = await client.call('jobs.train', {
    dataset: 'tiny',
    preset: 'pinsage',
    config: long,
    name: 'cancelled',
  });
  await engine.job(id, ({ done }) => done > 10);
  await client.call('jobs.cancel', { id });
  expect(await engine.job(id, isOver)).toMatchObject({ state: 'cancelled', error: null });
  const { summary } = await client.call('runs.show', { name: 'cancelled' });
  expect(summary.state).toBe('cancelled');

  const again = await client.call('jobs.resume', { run: 'cancelled' });
  const job = await engine.job(again.id, ({ done, state }) => done > 0 || state === 'failed');
  expect(job.done).toBeGreaterThan(10);
  await client.call('jobs.cancel', { id: again.id });
  await engine.job(again.id, isOver);
});

it('a job that is killed fails; its run is interrupted, and finishes when it is resumed', async () => {
  const { client, home } = engine;
  const config = { ...long, training: { epochs: 50, batchSize: 16 } };
  const { id } = await client.call('jobs.train', {
    dataset: 'tiny',
    preset: 'pinsage',
    config,
    name: 'killed',
  });
  await new Promise<void>((resolve) => client.on('run.epoch', ({ run }) => run === 'killed' && resolve()));
  process.kill(holderOf(home, 'killed'), 'SIGKILL');
  expect(await engine.job(id, isOver)).toMatchObject({ state: 'failed', error: { code: 'job-gone' } });
  expect((await client.call('runs.show', { name: 'killed' })).summary.state).toBe('interrupted');

  const again = await client.call('jobs.resume', { run: 'killed' });
  expect(await engine.job(again.id, isOver)).toMatchObject({ state: 'done' });
  const { summary, epochs } = await client.call('runs.show', { name: 'killed' });
  expect(summary).toMatchObject({ state: 'finished', step: summary.totalSteps });
  expect(epochs.map(({ epoch }) => epoch)).toEqual(epochs.map((_, i) => epochs[0].epoch + i));
});

it('without its owner the engine ends, and so does its job, with a run that can be resumed', async () => {
  const { client, home } = engine;
  const { id } = await client.call('jobs.train', {
    dataset: 'tiny',
    preset: 'pinsage',
    config: long,
    name: 'orphan',
  });
  await engine.job(id, ({ done }) => done > 0);
  const holder = holderOf(home, 'orphan');
  await engine.stop();
  await vi.waitFor(() => expect(isAlive(holder)).toBe(false), { timeout: 10_000 });

  engine = await startEngine(home);
  const { summary } = await engine.client.call('runs.show', { name: 'orphan' });
  expect(summary.state).toBe('interrupted');
});

it('tells of changes that another process made', async () => {
  const other = await startEngine(engine.home);
  const told = new Promise((resolve) => other.client.on('runs.changed', resolve));
  // Once it answers, it watches.
  expect((await other.client.call('runs.list', {})).length).toBeGreaterThan(0);
  await engine.client.call('runs.remove', { name: 'b' });
  await told;
  const datasets = new Promise((resolve) => other.client.on('datasets.changed', resolve));
  await engine.client.call('datasets.remove', { name: 'tiny' });
  await datasets;
  expect(await other.client.call('datasets.list', {})).toEqual([]);
  await other.stop();
});
