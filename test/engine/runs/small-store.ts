import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { random } from '../../../evaluations/random.ts';
import type { RunConfig } from '../../../engine/contract/runs.ts';
import type { DatasetDraft } from '../../../engine/dataset/draft.ts';
import { streamOf } from '../../../engine/dataset/row-stream.ts';
import { storeDataset } from '../../../engine/dataset/store-dataset.ts';
import { createRun } from '../../../engine/runs/create-run.ts';
import { trainRun } from '../../../engine/runs/train-run.ts';

const ITEMS = 30;
const CONTEXTS = 8;
const DIMS = 5;
export const created = new Date('2026-01-02T03:04:05Z');

/** Settings with which a training takes well under a second. */
export const tiny: RunConfig = {
  model: { hidden: 8, output: 4 },
  training: { epochs: 3, batchSize: 16 },
  loss: { negatives: 10 },
  sampling: { neighbors: 4, walks: 20 },
};

/** A home of its own with the data set `small`: 30 items, the last without edges, pairs in every split. */
export async function smallStore(): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'pinwise-runs-'));
  await addDataset(home, 'small', 1);
  return home;
}

export async function addDataset(home: string, name: string, seed: number): Promise<void> {
  const rng = random(seed, 'small-store');
  const rows = [...new Array<undefined>(ITEMS).keys()];
  const edges = rows.slice(0, -1).flatMap((row) => [
    { row, context: row % CONTEXTS },
    { row, context: (row + 1 + rng.below(3)) % CONTEXTS },
  ]);
  const pairsOf = (count: number, from: number) => ({
    query: Uint32Array.from({ length: count }, (_, i) => (from + 3 * i) % ITEMS),
    item: Uint32Array.from({ length: count }, (_, i) => (from + 3 * i + 8 + Math.floor(i / 10)) % ITEMS),
  });
  const draft: DatasetDraft = {
    ...{ name, source: 'test', title: name, credit: null },
    items: {
      ids: rows.map((row) => `i${row}`),
      titles: rows.map((row) => `Item ${row}`),
      texts: rows.map(() => null),
    },
    contexts: {
      ids: Array.from({ length: CONTEXTS }, (_, c) => `c${c}`),
      titles: Array.from({ length: CONTEXTS }, (_, c) => `Context ${c}`),
    },
    edges: {
      item: Uint32Array.from(edges, ({ row }) => row),
      context: Uint32Array.from(edges, ({ context }) => context),
      weight: null,
    },
    pairs: { train: pairsOf(60, 0), tune: pairsOf(12, 1), test: pairsOf(14, 2) },
    picture: () => null,
    ...{ pictures: 0, givenFeatures: null, warnings: [], skipped: 0 },
  };
  const data = Float32Array.from({ length: ITEMS * DIMS }, () => rng.normal());
  const blocks = [
    { name: 'visual' as const, start: 0, dims: 3 },
    { name: 'text' as const, start: 3, dims: DIMS - 3 },
  ];
  await storeDataset(home, draft, { ...streamOf(ITEMS, DIMS, data), blocks }, created);
}

/** A run, not yet trained. */
export function newRun(
  home: string,
  preset = 'pinsage',
  seed = 0,
  dataset = 'small',
  changes: RunConfig[string] = {},
): string {
  const { model, loss } = tiny;
  const training = { ...tiny.training, ...changes };
  const config: Record<string, RunConfig> = {
    pinsage: { ...tiny, training },
    'mean-pooling': { ...tiny, training },
    combined: { model, training, loss },
    'graphsage-lstm': { model: { hidden: 8, output: 8 }, training: { epochs: 2 } },
  };
  return createRun({
    ...{ home, dataset, preset, config: config[preset] ?? {}, seed },
    ...{ codeVersion: '0.0.0-test', now: created },
  });
}

/** A finished run. */
export async function finishedRun(
  home: string,
  preset = 'pinsage',
  seed = 0,
  dataset = 'small',
): Promise<string> {
  const run = newRun(home, preset, seed, dataset);
  await trainRun({ home, run, signal: new AbortController().signal });
  return run;
}
