/** bpr, itemknn and ease as runs: trained, opened, asked, compared, exported, like every other. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { askQueries } from '../../../evaluations/design/ask-queries.ts';
import { readNpy } from '../../../engine/dataset/npy.ts';
import { evaluateRuns } from '../../../engine/evaluate/evaluate-runs.ts';
import { exportRun } from '../../../engine/export/export-run.ts';
import { answersOf } from '../../../engine/runs/answers-of.ts';
import { createRun } from '../../../engine/runs/create-run.ts';
import { disagreements } from '../../../engine/runs/disagreements.ts';
import { runDetail } from '../../../engine/runs/list-runs.ts';
import { openRun } from '../../../engine/runs/open-run.ts';
import { recommend } from '../../../engine/runs/recommend.ts';
import { runFolder } from '../../../engine/runs/run-files.ts';
import { trainRun } from '../../../engine/runs/train-run.ts';
import { created, finishedRun, smallStore } from './small-store.ts';

/** The last of the 30 items has no edges. */
const BARE = 29;
let home: string;
const runs: Record<string, string> = {};
beforeAll(async () => {
  home = await smallStore();
  for (const preset of ['itemknn', 'ease', 'random-walk']) runs[preset] = await finishedRun(home, preset);
  runs.bpr = createRun({
    ...{ home, dataset: 'small', preset: 'bpr', seed: 0, codeVersion: 'test', now: created },
    config: { training: { epochs: 12 } },
  });
  await trainRun({ home, run: runs.bpr, signal: new AbortController().signal });
});

async function exported(preset: string) {
  const folder = join(mkdtempSync(join(tmpdir(), 'pinwise-export-')), 'run');
  const files = await exportRun(home, runs[preset], folder);
  return { files, array: (name: string) => readNpy(join(folder, name)) };
}

describe.each(['itemknn', 'ease'])('%s', (preset) => {
  it('is exported with what answers, and answers what is exported', async () => {
    const { files, array } = await exported(preset);
    expect(files).toEqual(expect.arrayContaining(['config.json', 'neighbors.npy', 'scores.npy']));
    expect(files).not.toContain('embeddings.npy');
    const [neighbors, weights] = [array('neighbors.npy'), array('scores.npy')];
    const width = neighbors.shape[1];
    for (const row of [0, 7, 12]) {
      const want = [...neighbors.data.subarray(row * width, (row + 1) * width)]
        .map((item, t) => ({ row: item, score: weights.data[row * width + t] }))
        .filter((one) => one.row >= 0);
      expect(want.length).toBeGreaterThan(0);
      expect(recommend(openRun(home, runs[preset]), [row], 100)).toEqual(want);
    }
  });

  it('has no answer for an item without edges, and none of the zeros', () => {
    const run = openRun(home, runs[preset]);
    expect(recommend(run, [BARE], 10)).toEqual([]);
    const answers = recommend(run, [0, BARE], 30);
    expect(answers.every(({ score }) => score > 0)).toBe(true);
    expect(answers.map(({ row }) => row)).toEqual(recommend(run, [0], 30).map(({ row }) => row));
  });

  it('says so when its files are damaged', async () => {
    const name = await finishedRun(home, preset);
    writeFileSync(join(runFolder(home, name), 'scores.npy'), 'not an array');
    expect(() => openRun(home, name)).toThrow(expect.objectContaining({ code: 'run-damaged' }) as Error);
  });
});

it('are evaluated and compared beside a run with vectors and one that walks', async () => {
  const names = ['bpr', 'itemknn', 'ease', 'random-walk'].map((preset) => runs[preset]);
  const { runs: found, differences } = await evaluateRuns({ home, runs: names, split: 'test', ks: [10] });
  for (const { metrics } of found) {
    expect(Object.values(metrics).every(({ value }) => Number.isFinite(value))).toBe(true);
    expect(metrics).toHaveProperty('popularity@10');
  }
  expect(found[0].metrics).toHaveProperty('kurtosis');
  expect(found[1].metrics).not.toHaveProperty('kurtosis');
  expect(new Set(differences.map(({ a, b }) => `${a} ${b}`)).size).toBe(6);
});

it('agree where neither has an answer; a comparison goes over such items', async () => {
  const [a, b] = [openRun(home, runs.itemknn), openRun(home, runs.ease)];
  const { queries, total } = await disagreements(a, b, { k: 5 });
  expect(total).toBeGreaterThan(0);
  expect(queries.every(({ overlap }) => overlap >= 0 && overlap <= 1)).toBe(true);
  expect(await answersOf(a, [BARE, 3], 5)).toEqual([[], expect.any(Array)]);
});

it('are put into a study with each other and with the walk; nobody is asked about an item without an answer', async () => {
  const rows = [...new Array<undefined>(30).keys()];
  for (const [a, b] of [
    [runs.itemknn, runs.ease],
    [runs.ease, runs['random-walk']],
    [runs.bpr, runs.itemknn],
  ]) {
    const asked = async (name: string, which: number[]) =>
      (await answersOf(openRun(home, name), which, 5)).map((items, i) => ({ query: which[i], items }));
    const [ofA, ofB] = await askQueries(rows, 30, 1, async (which) => [
      await asked(a, which),
      await asked(b, which),
    ]);
    expect(ofA.map(({ query }) => query).sort((x, y) => x - y)).toEqual(rows.filter((row) => row !== BARE));
    expect(ofB).toHaveLength(29);
  }
});

it('bpr, which knows an item by its edges alone, has no answer for one without', () => {
  const run = openRun(home, runs.bpr);
  expect(recommend(run, [BARE], 10)).toEqual([]);
  expect(recommend(run, [0], 10)).toHaveLength(10);
});

it('bpr keeps a curve, epochs and a preview, and is exported with its factors', async () => {
  const { summary, steps, epochs, preview } = runDetail(home, runs.bpr);
  expect(summary).toMatchObject({ state: 'finished', trains: true, epoch: 12, epochs: 12, step: 12 });
  expect(steps).toHaveLength(12);
  expect(epochs.map(({ tune }) => Object.keys(tune).length > 0)).toEqual([
    ...new Array<boolean>(9).fill(false),
    ...[true, false, true],
  ]);
  expect(preview!.rows).toHaveLength(10);
  const { files, array } = await exported('bpr');
  expect(files).toEqual(expect.arrayContaining(['model.safetensors', 'embeddings.npy']));
  expect(array('embeddings.npy').shape).toEqual([30, 64]);
});
