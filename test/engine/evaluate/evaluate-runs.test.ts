import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { Evaluation } from '../../../engine/contract/runs.ts';
import { readNpy } from '../../../engine/dataset/npy.ts';
import { openDataset } from '../../../engine/dataset/open-dataset.ts';
import { compareSeeds } from '../../../engine/evaluate/compare-seeds.ts';
import { evaluateRuns } from '../../../engine/evaluate/evaluate-runs.ts';
import { exportRun } from '../../../engine/export/export-run.ts';
import { startBackend } from '../backend/start-backend.ts';
import { addDataset, finishedRun, smallStore } from '../runs/small-store.ts';

let home: string;
let runs: string[];
let visual: string;
beforeAll(async () => {
  await startBackend();
  home = await smallStore();
  runs = [await finishedRun(home, 'pinsage', 1), await finishedRun(home, 'pinsage', 2)];
  visual = await finishedRun(home, 'visual');
});

/** Rank of each test pair by its definition, from an export folder's embeddings, by query. */
async function naiveRanks(run: string): Promise<Map<number, number[]>> {
  const folder = join(mkdtempSync(join(tmpdir(), 'pinwise-evaluate-')), 'export');
  await exportRun(home, run, folder);
  const { shape, data } = readNpy(join(folder, 'embeddings.npy'));
  const [items, dims] = shape;
  const score = (a: number, b: number): number => {
    let sum = 0;
    for (let d = 0; d < dims; d++) sum += data[a * dims + d] * data[b * dims + d];
    return Math.fround(sum);
  };
  const { query, item } = openDataset(home, 'small').pairs.test;
  const ranks = new Map<number, number[]>();
  query.forEach((q, pair) => {
    const target = item[pair];
    let above = 0;
    let ties = 0;
    for (let other = 0; other < items; other++) {
      if (other === q || other === target) continue;
      if (score(q, other) > score(q, target)) above++;
      if (score(q, other) === score(q, target)) ties++;
    }
    ranks.set(q, [...(ranks.get(q) ?? []), 1 + above + Math.ceil(ties / 2)]);
  });
  return ranks;
}

/** The metrics from ranks, each by its definition; 30 items. */
function naiveMetrics(ranks: Map<number, number[]>): Record<string, number> {
  const pairs = [...ranks.values()].flat();
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const share = (of: number[], k: number): number => of.filter((rank) => rank <= k).length / of.length;
  const gain = (rank: number): number => 1 / Math.log2(rank + 1);
  const ideal = (count: number): number =>
    Array.from({ length: count }, (_, i) => gain(i + 1)).reduce((sum, value) => sum + value, 0);
  const ndcg = (of: number[], k: number): number =>
    of.filter((rank) => rank <= k).reduce((sum, rank) => sum + gain(rank), 0) / ideal(Math.min(of.length, k));
  return {
    'hit_rate@10': share(pairs, 10),
    'hit_rate@1%': share(pairs, 1),
    mrr: mean(pairs.map((rank) => 1 / Math.ceil(rank / 100))),
    mrr_plain: mean(pairs.map((rank) => 1 / rank)),
    'recall@10': mean([...ranks.values()].map((of) => share(of, 10))),
    'ndcg@10': mean([...ranks.values()].map((of) => ndcg(of, 10))),
  };
}

describe('evaluateRuns', () => {
  it('gives the figures that the definitions give from the export files', async () => {
    const evaluation = await evaluateRuns({ home, runs: [runs[0], visual], split: 'test', ks: [10, 500] });
    expect(() => Evaluation.parse(evaluation)).not.toThrow();
    for (const { run, n_queries, metrics } of evaluation.runs) {
      const ranks = await naiveRanks(run);
      expect(n_queries).toBe(ranks.size);
      for (const [name, value] of Object.entries(naiveMetrics(ranks))) {
        expect(metrics[name].value, `${name} of ${run}`).toBeCloseTo(value, 12);
        expect(metrics[name].low).toBeLessThanOrEqual(metrics[name].value);
        expect(metrics[name].high).toBeGreaterThanOrEqual(metrics[name].value);
      }
      expect(Object.keys(metrics).sort()).toEqual([
        ...['coverage@10', 'diversity@10', 'hit_rate@1%', 'hit_rate@10', 'kurtosis', 'mrr', 'mrr_plain'],
        ...['ndcg@10', 'popularity@10', 'recall@10'],
      ]);
    }
    expect(new Set(evaluation.differences.map(({ a, b }) => `${a} ${b}`))).toEqual(
      new Set([`${runs[0]} ${visual}`]),
    );
  });

  it('takes a run that is named twice once', async () => {
    const evaluation = await evaluateRuns({ home, runs: [visual, visual], split: 'tune', ks: [5] });
    expect(evaluation.runs).toHaveLength(1);
    expect(evaluation.differences).toEqual([]);
  });

  it('refuses runs that do not know the same data', async () => {
    await addDataset(home, 'other', 2);
    const other = await finishedRun(home, 'visual', 0, 'other');
    const evaluation = evaluateRuns({ home, runs: [visual, other], split: 'test', ks: [5] });
    await expect(evaluation).rejects.toMatchObject({
      code: 'different-data',
      message: expect.stringMatching(`${visual} and ${other}`) as unknown,
    });
  });
});

describe('candidates', () => {
  it('of runs that are compared must be the same', async () => {
    await addDataset(home, 'dealt-anew', 3);
    const path = join(home, 'datasets', 'dealt-anew', 'dataset.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as object;
    writeFileSync(path, JSON.stringify({ ...manifest, split: 'dealt-anew' }));
    const other = await finishedRun(home, 'visual', 0, 'dealt-anew');
    await expect(evaluateRuns({ home, runs: [visual, other], split: 'test', ks: [5] })).rejects.toMatchObject(
      {
        code: 'different-candidates',
        message: expect.stringMatching(
          `${visual} and ${other} do not rank the same items on the same pairs`,
        ) as unknown,
      },
    );
    // Alone it is refused too: its pairs are not those that the fingerprint was made of.
    await expect(evaluateRuns({ home, runs: [other], split: 'test', ks: [5] })).rejects.toMatchObject({
      code: 'dataset-damaged',
    });
  });

  it('are told with the figures', async () => {
    const { split } = await evaluateRuns({ home, runs: [visual], split: 'test', ks: [5] });
    const { manifest, pairs } = openDataset(home, 'small');
    expect(split).toMatchObject({ name: 'test', fingerprint: manifest.split, items: 29 });
    expect(split.queries).toBe(new Set(pairs.test.query).size);
  });
});

describe('compareSeeds', () => {
  it('gives mean and spread over seeds, and the difference of the means by query', async () => {
    const { metrics, differences } = await compareSeeds({
      ...{ home, runs: { pinsage: runs, visual: [visual] }, reference: 'pinsage' },
      ...{ split: 'test', ks: [10] },
    });
    const [one, two, baseline] = await Promise.all(
      [...runs, visual].map(async (run) => naiveMetrics(await naiveRanks(run))),
    );
    for (const name of Object.keys(one)) {
      const mean = (one[name] + two[name]) / 2;
      const { values, ...spread } = metrics.pinsage[name];
      expect(values[0]).toBeCloseTo(one[name], 12);
      expect(values[1]).toBeCloseTo(two[name], 12);
      expect(spread.mean).toBeCloseTo(mean, 12);
      expect(spread).toMatchObject({ low: Math.min(...values), high: Math.max(...values), seeds: 2 });
      const difference = differences.find(({ metric }) => metric === name)!;
      expect(difference).toMatchObject({ a: 'pinsage', b: 'visual' });
      expect(difference.difference, name).toBeCloseTo(mean - baseline[name], 12);
      expect(difference.low).toBeLessThanOrEqual(difference.difference);
      expect(difference.high).toBeGreaterThanOrEqual(difference.difference);
    }
    expect(metrics.visual.mrr_plain).toMatchObject({ seeds: 1, mean: metrics.visual.mrr_plain.low });
    expect(Object.keys(metrics.pinsage)).toEqual(expect.arrayContaining(['coverage@10', 'kurtosis']));
  });

  it('has the interval of a bootstrap by hand: per query the mean over seeds, both presets on the same queries', async () => {
    const { differences } = await compareSeeds({
      ...{ home, runs: { pinsage: runs, visual: [visual] }, reference: 'pinsage' },
      ...{ split: 'test', ks: [10], seed: 4 },
    });
    const [one, two, baseline] = await Promise.all([...runs, visual].map(naiveRanks));
    const queries = [...one.keys()].sort((a, b) => a - b);
    // Of one query: the mean over seeds of the sum over its pairs, less the baseline's; and how many pairs.
    const sum = (ranks: number[], of: (rank: number) => number): number =>
      ranks.reduce((total, rank) => total + of(rank), 0);
    const kinds = {
      'hit_rate@10': { of: (rank: number) => Number(rank <= 10), by: 'pairs' },
      mrr_plain: { of: (rank: number) => 1 / rank, by: 'pairs' },
      'recall@10': { of: (rank: number) => Number(rank <= 10), by: 'queries' },
    };
    const rng = random(4, 'bootstrap');
    const samples = Array.from({ length: 1000 }, () => queries.map(() => queries[rng.below(queries.length)]));
    for (const [metric, { of, by }] of Object.entries(kinds)) {
      const draws = samples
        .map((sample) => {
          let gained = 0;
          let asked = 0;
          for (const query of sample) {
            const mean = (sum(one.get(query)!, of) + sum(two.get(query)!, of)) / 2;
            const pairs = one.get(query)!.length;
            gained += (mean - sum(baseline.get(query)!, of)) / (by === 'pairs' ? 1 : pairs);
            asked += by === 'pairs' ? pairs : 1;
          }
          return gained / asked;
        })
        .sort((a, b) => a - b);
      // NumPy's percentile: 2.5% of 999 steps lie at 24.975.
      const percentile = (at: number): number =>
        draws[Math.floor(at)] + (at % 1) * (draws[Math.ceil(at)] - draws[Math.floor(at)]);
      const found = differences.find((difference) => difference.metric === metric)!;
      expect(found.low, metric).toBeCloseTo(percentile(24.975), 10);
      expect(found.high, metric).toBeCloseTo(percentile(974.025), 10);
      expect(found.high, metric).toBeGreaterThan(found.low);
    }
  });

  it('finds no difference of a preset from itself, and needs the reference to have runs', async () => {
    const same = { home, split: 'test' as const, ks: [10] };
    const { differences } = await compareSeeds({
      ...same,
      runs: { a: runs, b: [...runs].reverse() },
      reference: 'a',
    });
    for (const { difference, low, high } of differences) {
      expect(Math.max(Math.abs(difference), Math.abs(low), Math.abs(high))).toBeLessThan(1e-12);
    }
    await expect(compareSeeds({ ...same, runs: { visual: [visual] }, reference: 'a' })).rejects.toMatchObject(
      {
        code: 'no-preset',
      },
    );
  });
});
