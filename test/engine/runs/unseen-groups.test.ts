/** Check 4 of the engine: planted groups with weak features and a clean graph; items that no training saw land in theirs. */
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { newItemsOf } from '../../../engine/cli/items/new-items-of.ts';
import { readNewItems } from '../../../engine/dataset/folder/read-new-items.ts';
import { importDataset } from '../../../engine/dataset/import-dataset.ts';
import { writeNpy } from '../../../engine/dataset/npy.ts';
import type { RunConfig } from '../../../engine/contract/runs.ts';
import { createRun } from '../../../engine/runs/create-run.ts';
import { answerNewItems } from '../../../engine/runs/new-items/answer-new-items.ts';
import type { NewItemAnswers } from '../../../engine/runs/new-items/answer-new-items.ts';
import { openRun } from '../../../engine/runs/open-run.ts';
import { recommend } from '../../../engine/runs/recommend.ts';
import { trainRun } from '../../../engine/runs/train-run.ts';
import { startBackend } from '../backend/start-backend.ts';
import { gatheredAssets } from '../gathered-assets.ts';

const [GROUPS, ITEMS, FRESH, CONTEXTS, DIMS] = [20, 1200, 100, 12, 16];
const groupOf = (id: string): number => Number(id.slice(1)) % GROUPS;
const rng = random(4, 'unseen-groups');
const centres = Float32Array.from({ length: GROUPS * DIMS }, () => rng.normal());

/** Files of a data folder for items [from, to): each in five contexts of its group, features mostly noise. */
function writeItems(folder: string, from: number, to: number): void {
  mkdirSync(folder, { recursive: true });
  const rows = Array.from({ length: to - from }, (_, i) => from + i);
  const lines = (head: string, body: string[]): string => `${[head, ...body].join('\n')}\n`;
  writeFileSync(
    join(folder, 'items.csv'),
    lines(
      'id,title',
      rows.map((row) => `i${row},`),
    ),
  );
  const edges = rows.flatMap((row) => {
    const own = new Set(Array.from({ length: 5 }, () => rng.below(CONTEXTS)));
    return [...own].map((context) => `i${row},g${row % GROUPS}-${context}`);
  });
  writeFileSync(join(folder, 'edges.csv'), lines('item,context', edges));
  const features = rows.flatMap((row) =>
    Array.from({ length: DIMS }, (_, j) => 0.25 * centres[(row % GROUPS) * DIMS + j] + rng.normal()),
  );
  writeNpy(join(folder, 'features.npy'), [rows.length, DIMS], Float32Array.from(features));
}

const home = mkdtempSync(join(tmpdir(), 'pinwise-unseen-'));
const fresh = join(home, 'fresh');

/** A training of few epochs, to be quick, rises over the first of them. */
async function trained(preset: string, epochs?: number, dataset = 'groups'): Promise<string> {
  const rise: RunConfig[string] = preset === 'bpr' ? {} : { warmupEpochs: 1 };
  const config: RunConfig = epochs ? { training: { epochs, ...rise } } : {};
  const run = createRun({
    ...{ home, dataset, preset, seed: 0, config },
    ...{ codeVersion: '0.0.0-test', now: new Date('2026-01-02T03:04:05Z') },
  });
  await trainRun({ home, run, signal: new AbortController().signal });
  return run;
}

/** As `pinwise embed` does it. */
async function embedded(run: string, features = true): Promise<NewItemAnswers> {
  const file = (name: string): string => join(fresh, name);
  const read = await readNewItems(openRun(home, run).dataset, {
    items: file('items.csv'),
    edges: file('edges.csv'),
    features: features ? file('features.npy') : undefined,
  });
  return answerNewItems(home, run, newItemsOf(read), { k: 10 });
}

/** Share of the ten nearest items of the data set that are of the group, over the new items. */
function unseenShare({ dataset, items }: NewItemAnswers): number {
  const hits = items.map(
    ({ id, recommended }) =>
      recommended.filter(({ row }) => groupOf(dataset.items.id(row)) === groupOf(id)).length,
  );
  return hits.reduce((a, b) => a + b, 0) / (10 * items.length);
}

function trainedShare(run: string): number {
  const open = openRun(home, run);
  const { items } = open.dataset;
  let hits = 0;
  for (let row = 0; row < items.count; row++) {
    const near = recommend(open, [row], 10);
    hits += near.filter((one) => groupOf(items.id(one.row)) === groupOf(items.id(row))).length;
  }
  return hits / (10 * items.count);
}

beforeAll(async () => {
  await startBackend();
  await gatheredAssets();
  writeItems(join(home, 'source'), 0, ITEMS);
  writeItems(fresh, ITEMS, ITEMS + FRESH);
  await importDataset({ source: join(home, 'source'), home, name: 'groups', onError: 'stop' });
}, 60_000);

describe('items that no training saw', () => {
  it.each([
    ['pinsage', 2],
    ['max-pooling', 3],
    ['random-walk', undefined],
    ['itemknn', undefined],
  ])(
    'land in their group by %s as well as trained ones, more than nine of ten',
    async (preset, epochs) => {
      const run = await trained(preset, epochs);
      const shares = { trained: trainedShare(run), unseen: unseenShare(await embedded(run)) };
      expect(shares.trained).toBeGreaterThan(0.9);
      expect(shares.unseen).toBeGreaterThan(0.9);
      expect(shares.unseen).toBeGreaterThan(shares.trained - 0.03);
    },
    240_000,
  );

  it('land as well as trained ones by graphsage-mean, however far that has learned', async () => {
    const run = await trained('graphsage-mean', 2);
    const shares = { trained: trainedShare(run), unseen: unseenShare(await embedded(run)) };
    expect(shares.trained).toBeGreaterThan(0.3);
    expect(shares.unseen).toBeGreaterThan(shares.trained - 0.05);
  }, 240_000);

  it('do not land there by their weak features alone', async () => {
    const run = await trained('combined', 2);
    expect(unseenShare(await embedded(run))).toBeLessThan(0.5);
  }, 240_000);

  it('land there as well as trained ones where each of these has a learned vector, by their neighbours alone', async () => {
    mkdirSync(join(home, 'bare'));
    for (const name of ['items.csv', 'edges.csv']) {
      copyFileSync(join(home, 'source', name), join(home, 'bare', name));
    }
    await importDataset({ source: join(home, 'bare'), home, name: 'bare', onError: 'stop' });
    const run = await trained('pinsage', 2, 'bare');
    const answers = await embedded(run, false);
    expect(unseenShare(answers)).toBeGreaterThan(trainedShare(run) - 0.05);
    expect(trainedShare(run)).toBeGreaterThan(0.6);
    expect(answers.notes.join()).toContain('learned for each item');
    const alone = await trained('combined', 1, 'bare');
    await expect(embedded(alone, false)).rejects.toMatchObject({
      code: 'not-inductive',
      message: expect.stringContaining('learned a vector') as unknown,
    });
  }, 240_000);

  it.each([
    ['ease', /would have to be solved again/],
    ['bpr', /matrix factorisation/],
  ])(
    'are refused by %s, with the reason',
    async (preset, reason) => {
      const run = await trained(preset, preset === 'bpr' ? 1 : undefined);
      await expect(embedded(run)).rejects.toMatchObject({
        code: 'not-inductive',
        message: expect.stringMatching(reason) as unknown,
      });
    },
    240_000,
  );
});
