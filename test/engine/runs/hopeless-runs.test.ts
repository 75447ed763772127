import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { failedByData } from '../../../engine/contract/runs.ts';
import { streamOf } from '../../../engine/dataset/row-stream.ts';
import { storeDataset } from '../../../engine/dataset/store-dataset.ts';
import { runSummary } from '../../../engine/runs/list-runs.ts';
import { openRun } from '../../../engine/runs/open-run.ts';
import { trainRun } from '../../../engine/runs/train-run.ts';
import { canResume } from '../../../renderer/words/run-words.ts';
import { startBackend } from '../backend/start-backend.ts';
import { created, newRun, smallStore } from './small-store.ts';

beforeAll(() => startBackend());
const { signal } = new AbortController();

describe('a run that cannot go on', () => {
  it('failed by its data: says why, and advises nobody to resume it', async () => {
    const home = mkdtempSync(join(tmpdir(), 'pinwise-hopeless-'));
    const none = { query: new Uint32Array(0), item: new Uint32Array(0) };
    await storeDataset(
      home,
      {
        ...{ name: 'small', source: 'test', title: 'small', credit: null },
        items: { ids: ['a', 'b'], titles: ['a', 'b'], texts: [null, null] },
        contexts: { ids: ['c'], titles: ['c'] },
        edges: { item: Uint32Array.of(0, 1), context: Uint32Array.of(0, 0), weight: null },
        pairs: { train: none, tune: none, test: none },
        picture: () => null,
        ...{ pictures: 0, givenFeatures: null, warnings: [], skipped: 0 },
      },
      { ...streamOf(2, 1, Float32Array.of(1, 1)), blocks: [{ name: 'degree', start: 0, dims: 1 }] },
      created,
    );
    const run = newRun(home);
    await expect(trainRun({ home, run, signal })).rejects.toMatchObject({ code: 'no-pairs' });
    const summary = runSummary(home, run);
    expect(summary.error?.code).toBe('no-pairs');
    expect(failedByData(summary.error)).toBe(true);
    expect(canResume(summary)).toBe(false);
    expect(() => openRun(home, run)).toThrow(/failed and cannot go on: .*no training pairs/);
    expect(() => openRun(home, run)).not.toThrow(/--resume/);
  });

  it('finds the memory too small before anything is read, and goes on once there is enough', async () => {
    const home = await smallStore();
    const run = newRun(home);
    await expect(trainRun({ home, run, signal, freeMemory: 1000 })).rejects.toMatchObject({
      code: 'memory-short',
      message: expect.stringMatching(
        /holds its features and edges in memory, 1 MiB, and 1 MiB are free/,
      ) as unknown,
    });
    expect(runSummary(home, run).error?.code).toBe('memory-short');
    expect((await trainRun({ home, run, signal })).state).toBe('finished');
  });

  it('finds its disk too small before it starts, and goes on once there is room', async () => {
    const home = await smallStore();
    const run = newRun(home);
    await expect(trainRun({ home, run, signal, freeBytes: 2 ** 20 })).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/^run .* needs \d+ MiB of disk .* 1 MiB are free/) as unknown,
    });
    expect(runSummary(home, run).step).toBe(0);
    expect(canResume(runSummary(home, run))).toBe(true);
    expect((await trainRun({ home, run, signal })).state).toBe('finished');
  });
});
