import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readNpy } from '../../../engine/dataset/npy.ts';
import { removeDataset } from '../../../engine/dataset/list-datasets.ts';
import { answersOf } from '../../../engine/runs/answers-of.ts';
import { diffRuns } from '../../../engine/runs/diff-runs.ts';
import { disagreements } from '../../../engine/runs/disagreements.ts';
import { estimateRun } from '../../../engine/runs/estimate-run.ts';
import { runSummary } from '../../../engine/runs/list-runs.ts';
import { openRun } from '../../../engine/runs/open-run.ts';
import { queryRows, sampleRows } from '../../../engine/runs/query-rows.ts';
import { recommend } from '../../../engine/runs/recommend.ts';
import { startBackend } from '../backend/start-backend.ts';
import { addDataset, finishedRun, newRun, smallStore, tiny } from './small-store.ts';

let home: string;
let pinsage: string;
let visual: string;
let walk: string;
beforeAll(async () => {
  await startBackend();
  home = await smallStore();
  pinsage = await finishedRun(home);
  visual = await finishedRun(home, 'visual');
  walk = await finishedRun(home, 'random-walk');
});

/**
 * All items by the inner product with the mean of the rows' vectors, best first, from the run's file; none for a mean
 * without length.
 */
function naive(run: string, rows: number[]): number[] {
  const { shape, data } = readNpy(join(home, 'runs', run, 'embeddings.npy'));
  const [items, dims] = shape;
  const score = (item: number): number => {
    let sum = 0;
    for (const row of rows)
      for (let d = 0; d < dims; d++) sum += data[row * dims + d] * data[item * dims + d];
    return Math.fround(sum / rows.length);
  };
  const all = [...new Array<undefined>(items).keys()];
  if (all.every((item) => score(item) === 0)) return [];
  return all.filter((item) => !rows.includes(item)).sort((a, b) => score(b) - score(a) || a - b);
}

describe('recommend', () => {
  it('ranks by the inner product of the vectors on disk, without the query', () => {
    for (const row of [0, 7, 29]) {
      const answers = recommend(openRun(home, pinsage), [row], 10);
      expect(answers.map((answer) => answer.row)).toEqual(naive(pinsage, [row]).slice(0, 10));
    }
  });

  it('takes the mean vector of several rows, and none of the rows', () => {
    const rows = [3, 9, 20];
    const answers = recommend(openRun(home, pinsage), rows, 100);
    expect(answers).toHaveLength(27);
    expect(answers.slice(0, 5).map(({ row }) => row)).toEqual(naive(pinsage, rows).slice(0, 5));
  });

  it('answers from a walk where there are no vectors', () => {
    const run = openRun(home, walk);
    expect(run.embeddings).toBeNull();
    const [best] = recommend(run, [0], 1);
    expect(best.score).toBeGreaterThan(0);
    // The last item has no edges: nothing is reached from it.
    expect(recommend(run, [29], 3)).toEqual([]);
  });

  it.each([-1, 30, 1.5])('refuses row %s, which is none', (row) => {
    expect(() => recommend(openRun(home, pinsage), [row], 1)).toThrow(
      expect.objectContaining({ code: 'bad-row' }),
    );
  });
});

it('has nothing to recommend for no item', () => {
  expect(() => recommend(openRun(home, pinsage), [], 1)).toThrow(
    expect.objectContaining({ code: 'no-query' }),
  );
});

describe('answersOf', () => {
  it('gives for each row what recommend gives, and stops when told to', async () => {
    const run = openRun(home, pinsage);
    const answers = await answersOf(run, [4, 5, 4], 6);
    expect(answers).toEqual([4, 5, 4].map((row) => recommend(run, [row], 6)));
    await expect(answersOf(run, [4], 6, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('openRun', () => {
  it('keeps an open run in memory as long as it answers the same', () => {
    const first = openRun(home, pinsage);
    expect(openRun(home, pinsage).embeddings).toBe(first.embeddings);
    expect(first.checkpoint).toBe(runSummary(home, pinsage).checkpoint);
  });

  it('refuses unfinished runs, missing or changed data, and vectors that cannot be read', async () => {
    expect(() => openRun(home, newRun(home))).toThrow(expect.objectContaining({ code: 'run-unfinished' }));
    const there = await smallStore();
    const run = await finishedRun(there, 'visual');
    expect(() => openRun(there, run)).not.toThrow();
    removeDataset(there, 'small');
    expect(() => openRun(there, run)).toThrow(expect.objectContaining({ code: 'data-missing' }));
    await addDataset(there, 'small', 2);
    expect(() => openRun(there, run)).toThrow(expect.objectContaining({ code: 'data-missing' }));
    const other = await finishedRun(there, 'visual');
    writeFileSync(join(there, 'runs', other, 'embeddings.npy'), 'junk');
    expect(() => openRun(there, other)).toThrow(expect.objectContaining({ code: 'run-damaged' }));
  });
});

describe('disagreements', () => {
  it('lists the queries by the overlap of their top k, counted naively', async () => {
    const [a, b] = [openRun(home, pinsage), openRun(home, visual)];
    const k = 5;
    const expected = queryRows(a.dataset)
      .map((row) => {
        const top = new Set(naive(pinsage, [row]).slice(0, k));
        const shared = recommend(b, [row], k).filter((answer) => top.has(answer.row)).length;
        return { row, overlap: shared / k };
      })
      .sort((x, y) => x.overlap - y.overlap || x.row - y.row);
    const found = await disagreements(a, b, { k });
    expect(found.total).toBe(expected.length);
    expect(found.queries).toEqual(expected);
    expect(found.meanOverlap).toBeCloseTo(
      expected.reduce((sum, { overlap }) => sum + overlap, 0) / expected.length,
      12,
    );
    const page = await disagreements(a, b, { k, offset: 2, limit: 3 });
    expect(page).toEqual({ ...found, queries: expected.slice(2, 5) });
    expect((await disagreements(a, a, { k })).meanOverlap).toBe(1);
    // Also where a walk reaches nothing, as from row 29.
    const reached = openRun(home, walk);
    expect(queryRows(reached.dataset)).toContain(29);
    expect((await disagreements(reached, reached, { k })).meanOverlap).toBe(1);
  });

  it('refuses runs on different data', async () => {
    const there = await smallStore();
    removeDataset(there, 'small');
    await addDataset(there, 'small', 2);
    const other = openRun(there, await finishedRun(there, 'visual'));
    await expect(disagreements(openRun(home, visual), other, { k: 3 })).rejects.toMatchObject({
      code: 'different-data',
    });
  });
});

describe('queryRows', () => {
  it('gives the queries of the test pairs once each, or all items where there are none', () => {
    const { dataset } = openRun(home, visual);
    const rows = queryRows(dataset);
    expect(rows).toEqual([...new Set(dataset.pairs.test.query)].sort((a, b) => a - b));
    const none = { query: new Uint32Array(0), item: new Uint32Array(0) };
    const all = queryRows({ ...dataset, pairs: { ...dataset.pairs, test: none } });
    expect(all).toEqual(Array.from({ length: 30 }, (_, row) => row));
    const sample = sampleRows(dataset, all, 12, 'test');
    expect(sample).toEqual(sampleRows(dataset, [...all].reverse(), 12, 'test'));
    expect([sample.length, new Set(sample).size]).toEqual([12, 12]);
  });
});

describe('diffRuns', () => {
  it('puts what differs first, then what is shared', () => {
    const rows = diffRuns(runSummary(home, pinsage), runSummary(home, visual));
    const same = rows.findIndex((row) => row.a === row.b);
    expect(rows.slice(same).every((row) => row.a === row.b)).toBe(true);
    expect(rows.slice(0, same).every((row) => row.a !== row.b)).toBe(true);
    expect(rows).toContainEqual({ key: 'preset', a: 'pinsage', b: 'visual' });
    expect(rows).toContainEqual({ key: 'config.training.epochs', a: 3, b: null });
    expect(rows.slice(same).map(({ key }) => key)).toEqual(
      expect.arrayContaining(['dataset', 'datasetFingerprint', 'seed']),
    );
    const itself = diffRuns(runSummary(home, visual), runSummary(home, visual));
    expect(itself.filter((row) => row.a !== row.b)).toEqual([]);
  });
});

describe('estimateRun', () => {
  it('takes the time from past runs in proportion to the work; null where there are none', async () => {
    const once = estimateRun(home, 'small', 'pinsage', tiny);
    expect(once.steps).toBe(12);
    expect(once.memoryMb).toBeGreaterThan(0);
    expect(once.seconds).toBeCloseTo(runSummary(home, pinsage).seconds, 9);
    const twice = estimateRun(home, 'small', 'pinsage', {
      ...tiny,
      training: { ...tiny.training, epochs: 6 },
    });
    expect(twice.seconds! / once.seconds!).toBeCloseTo(2, 9);
    expect(estimateRun(home, 'small', 'visual', {}).steps).toBe(0);
    expect(estimateRun(await smallStore(), 'small', 'pinsage', tiny).seconds).toBeNull();
  });
});

it('keeps nothing of a run but its own files', () => {
  const record = readFileSync(join(home, 'runs', visual, 'result.json'), 'utf8');
  expect(record).not.toContain(home);
  rmSync(home, { recursive: true });
});
