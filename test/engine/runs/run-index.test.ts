import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { cachedHnsw } from '../../../engine/runs/cached-hnsw.ts';
import { contextItems } from '../../../engine/runs/context-items.ts';
import { openRun } from '../../../engine/runs/open-run.ts';
import { recommend, recommendForMany } from '../../../engine/runs/recommend.ts';
import { runIndex } from '../../../engine/runs/run-index.ts';
import { startBackend } from '../backend/start-backend.ts';
import { finishedRun, smallStore } from './small-store.ts';

let home: string;
let visual: string;
let walk: string;
beforeAll(async () => {
  await startBackend();
  home = await smallStore();
  visual = await finishedRun(home, 'visual');
  walk = await finishedRun(home, 'random-walk');
});

describe('an index of a run', () => {
  it.each(['exact', 'hnsw', 'lsh'] as const)('%s answers one and several items alike', async (kind) => {
    const run = openRun(home, visual);
    const index = await runIndex(home, run, kind);
    for (const rows of [[3], [0, 7, 12]]) {
      expect(recommend(run, rows, 5, index)).toEqual(recommend(run, rows, 5));
    }
    expect(await runIndex(home, openRun(home, visual), kind)).toBe(index);
  });

  it('needs vectors', async () => {
    const run = openRun(home, walk);
    await expect(runIndex(home, run, 'hnsw')).rejects.toMatchObject({ code: 'no-vectors' });
    await expect(runIndex(home, run, 'lsh')).rejects.toThrow(/no vectors.*--index exact/);
    expect(await runIndex(home, run, 'exact')).toBeNull();
  });

  it('of several items of a run that walks is by the mean of their scores, also when it takes turns', async () => {
    const run = openRun(home, walk);
    const rows = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17];
    expect(await recommendForMany(run, rows, 6)).toEqual(recommend(run, rows, 6));
    const signal = AbortSignal.abort();
    await expect(recommendForMany(run, rows, 6, { signal })).rejects.toMatchObject({ code: 'cancelled' });
  });
});

it("a context's items are its items, and a context that is not there or empty says so", () => {
  const { dataset } = openRun(home, visual);
  const rows = contextItems(dataset, 'c0');
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    const { itemIndptr, itemIndices } = dataset.graph;
    expect([...itemIndices.subarray(itemIndptr[row], itemIndptr[row + 1])]).toContain(0);
  }
  expect(() => contextItems(dataset, 'c99')).toThrow(/has no context "c99"/);
  const { contextIndptr } = dataset.graph;
  const empty = { ...dataset, graph: { ...dataset.graph, contextIndptr: contextIndptr.map(() => 0) } };
  expect(() => contextItems(empty, 'c0')).toThrow(/context "c0" has no items.*ask with some items/);
});

describe('the index in the folder of a run', () => {
  const folder = (): string => join(home, 'runs', visual);
  const file = (): string => join(folder(), 'hnsw.usearch');
  const dims = 8;
  const drawn = (seed: number) => {
    const rng = random(seed, 'vectors');
    return { dims, data: Float32Array.from({ length: 400 * dims }, () => rng.normal()) };
  };
  const built = async (checkpoint = 'a', of = drawn(1)): Promise<boolean> => {
    let work = 0;
    await cachedHnsw({ folder: folder(), checkpoint, vectors: of, onProgress: () => work++ });
    return work > 0;
  };
  beforeEach(() => {
    rmSync(file(), { force: true });
    rmSync(join(folder(), 'hnsw.json'), { force: true });
  });

  it('is built once', async () => {
    expect(await built()).toBe(true);
    expect(await built()).toBe(false);
    expect(statSync(file()).size).toBeGreaterThan(400 * dims * 4);
  });

  it('is built again for another checkpoint', async () => {
    await built('a');
    expect(await built('b')).toBe(true);
    expect(await built('b')).toBe(false);
  });

  it.each([
    ['cut short', () => truncateSync(file(), 1000)],
    ['changed in one byte', () => flip(file(), 9000)],
    ['gone', () => rmSync(file())],
    ['without its note', () => rmSync(join(folder(), 'hnsw.json'))],
    ['with half a note', () => writeFileSync(join(folder(), 'hnsw.json'), '{"format":1')],
  ])('is built again when it is %s', async (_, harm) => {
    await built();
    harm();
    expect(await built()).toBe(true);
    expect(await built()).toBe(false);
  });

  it('is not trusted when it does not find what is nearest: the file of other vectors', async () => {
    await built('a', drawn(1));
    const other = drawn(2);
    expect(await built('a', other)).toBe(true);
    expect(await built('a', other)).toBe(false);
  });
});

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] ^= 255;
  writeFileSync(path, bytes);
}
