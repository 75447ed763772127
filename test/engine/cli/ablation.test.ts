import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { LadderTable } from '../../../engine/contract/ablation.ts';
import { gatheredAssets } from '../gathered-assets.ts';
import { tinyFolder } from '../jobs/tiny-folder.ts';
import { jsonOf, pinwiseIn } from './terminal.ts';

interface Found extends LadderTable {
  reference: string;
  skipped: { preset: string; reason: string }[];
  failed: unknown[];
}
const command = ['ablation', '--data', 'tiny', '--epochs', '2', '--seeds', '2'];
const some = [...command, '--presets', 'visual,pinsage,bpr,itemknn'];
const runs = async () => (await jsonOf(['runs', 'list'])) as { run: string; state: string }[];

beforeAll(async () => {
  process.env.PINWISE_HOME = mkdtempSync(join(tmpdir(), 'pinwise-cli-'));
  await gatheredAssets();
  await jsonOf(['data', 'import', tinyFolder(), '--as', 'tiny']);
}, 120_000);

it('stopped: exit 130 with the line that goes on, and it goes on with what there is', async () => {
  const controller = new AbortController();
  const stopped = await pinwiseIn([...some, '--json'], {
    signal: controller.signal,
    onError: (text) => text.includes('1 of 5, pinsage, seed 0: ') && controller.abort(),
  });
  expect(stopped).toMatchObject({ code: 130, out: '' });
  const { err } = stopped;
  expect(err).toContain('visual: left out, the data have no pictures');
  expect(err).toContain(
    'pinwise ablation --data tiny --seeds 2 --presets visual,pinsage,bpr,itemknn --epochs 2',
  );
  const before = await runs();
  expect(before.map(({ state }) => state).sort()).toEqual(['finished']);

  const found = (await jsonOf(some)) as Found;
  expect(() => LadderTable.parse(found)).not.toThrow();
  expect(found).toMatchObject({ reference: 'pinsage', skipped: [{ preset: 'visual' }], failed: [] });
  expect(found.rows.map(({ preset, seed }) => `${preset} ${seed}`)).toEqual([
    ...['pinsage 0', 'pinsage 1', 'bpr 0', 'bpr 1', 'itemknn 0'],
  ]);
  expect(found.rows.map(({ run }) => run)).toEqual(expect.arrayContaining(before.map(({ run }) => run)));
  expect(await runs()).toHaveLength(5);

  // Once more: nothing is trained, and the same is found.
  expect(await jsonOf(some)).toEqual(found);
  expect(await runs()).toHaveLength(5);
  // A part of it compares the same runs.
  const part = (await jsonOf([...command, '--presets', 'bpr,itemknn'])) as Found;
  expect(part.reference).toBe('bpr');
  expect(part.rows).toEqual(found.rows.slice(2));
}, 120_000);

it('its rows are what evaluate says of the runs, its table their means with differences to the reference', async () => {
  const { rows, table } = (await jsonOf(some)) as Found;
  const { runs: told } = (await jsonOf(['evaluate', ...rows.map(({ run }) => run)])) as {
    runs: { run: string; metrics: Record<string, { value: number }> }[];
  };
  for (const { run, metrics } of rows) {
    const values = Object.entries(told.find((one) => one.run === run)!.metrics);
    expect(metrics).toEqual(
      Object.fromEntries(values.map(([name, { value }]) => [name, expect.closeTo(value, 12)])),
    );
  }
  const bySeed = (preset: string, metric: string) =>
    rows.filter((row) => row.preset === preset).map((row) => row.metrics[metric]);
  expect(table.map(({ preset, seeds }) => `${preset} ${seeds}`)).toEqual(['pinsage 2', 'bpr 2', 'itemknn 1']);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  for (const { preset, metrics, differences } of table) {
    for (const metric of ['hit_rate@1%', 'mrr', 'mrr_plain', 'popularity@10']) {
      const values = bySeed(preset, metric);
      const cell = metrics[metric];
      expect(cell.mean).toBeCloseTo(mean(values), 12);
      expect(cell.spread).toEqual({ low: Math.min(...values), high: Math.max(...values) });
      expect(cell.low).toBeLessThanOrEqual(cell.mean);
      expect(cell.high).toBeGreaterThanOrEqual(cell.mean);
      if (preset === 'pinsage') expect(differences).toEqual({});
      else {
        const { difference, low, high, p, p_holm } = differences[metric];
        expect(difference).toBeCloseTo(mean(values) - mean(bySeed('pinsage', metric)), 12);
        expect(low).toBeLessThanOrEqual(difference);
        expect(high).toBeGreaterThanOrEqual(difference);
        expect(p_holm).toBeGreaterThanOrEqual(p);
      }
    }
  }
  // Two tests: the smaller p counts twice.
  const ps = table.slice(1).map(({ differences }) => differences.mrr_plain);
  const smaller = ps[0].p <= ps[1].p ? ps[0] : ps[1];
  expect(smaller.p_holm).toBeCloseTo(Math.min(1, 2 * smaller.p), 12);
});

it('prints tables for people', async () => {
  const { out, code } = await pinwiseIn(some);
  expect(code).toBe(0);
  for (const text of ['hit_rate@1%', 'popularity@10', 'mrr_plain, minus pinsage', 'p (Holm)', 'itemknn']) {
    expect(out).toContain(text);
  }
});

it('refuses what cannot be compared: exit 2 and why', async () => {
  const asked = (words: string[]) => pinwiseIn(['ablation', ...words]);
  expect(await asked(['--data', 'none'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('"none"') as string,
  });
  expect(await asked(['--data', 'tiny', '--presets', 'nonsense'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('there is no preset "nonsense"') as string,
  });
  expect(await asked(['--data', 'tiny', '--presets', 'visual'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('can have none of these presets') as string,
  });
  expect(await asked([])).toMatchObject({ code: 2 });
});
