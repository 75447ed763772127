import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchStore } from '../../../engine/answers/watch-store.ts';

let home: string;
let told: { datasets: number; runs: number };
let stop: () => void;

beforeEach(() => {
  home = join(mkdtempSync(join(tmpdir(), 'pinwise-watch-')), 'not', 'there', 'yet');
  told = { datasets: 0, runs: 0 };
  stop = watchStore(home, { datasets: () => told.datasets++, runs: () => told.runs++ });
});
afterEach(() => stop());

/** Longer than the watcher waits for more to come. */
const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 450));

it('tells of data sets that appear and vanish, once for all that happens together', async () => {
  for (const name of ['a', 'b']) mkdirSync(join(home, 'datasets', name));
  await vi.waitFor(() => expect(told).toEqual({ datasets: 1, runs: 0 }));
  rmSync(join(home, 'datasets', 'a'), { recursive: true });
  await vi.waitFor(() => expect(told).toEqual({ datasets: 2, runs: 0 }));
  mkdirSync(join(home, 'datasets', '.draft'));
  await quiet();
  expect(told).toEqual({ datasets: 2, runs: 0 });
});

it('tells of runs, of their epochs and their leases, not of steps, checkpoints or signs of life', async () => {
  const run = join(home, 'runs', 'r');
  mkdirSync(run);
  await vi.waitFor(() => expect(told.runs).toBe(1));
  writeFileSync(join(run, 'lease-1.json'), '{}');
  await vi.waitFor(() => expect(told.runs).toBe(2));
  utimesSync(join(run, 'lease-1.json'), new Date(), new Date());
  appendFileSync(join(run, 'curve.jsonl'), '{}\n');
  writeFileSync(join(run, 'checkpoint'), '');
  await quiet();
  expect(told.runs).toBe(2);
  appendFileSync(join(run, 'epochs.jsonl'), '{}\n');
  await vi.waitFor(() => expect(told.runs).toBe(3));
  renameSync(run, join(home, 'runs', '.removed'));
  await vi.waitFor(() => expect(told.runs).toBe(4));
});
