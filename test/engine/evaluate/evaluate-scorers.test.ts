import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Dataset, Split } from '../../../engine/dataset/dataset.ts';
import { evaluateScorers } from '../../../engine/evaluate/evaluate-scorers.ts';
import type { ScoredRun } from '../../../engine/evaluate/query-tables.ts';

interface Golden {
  items: number;
  ks: number[];
  pairs: [query: number, item: number][];
  models: Record<string, { scores: Record<string, number[]>; metrics: Record<string, number> }>;
}
const golden = JSON.parse(
  readFileSync(new URL('../../golden/evaluation.json', import.meta.url), 'utf8'),
) as Golden;

/** The parts of a data set that an evaluation reads. */
function datasetOf(items: number, pairs: [number, number][], split: Split = 'test'): Dataset {
  const none = { query: new Uint32Array(0), item: new Uint32Array(0) };
  const given = {
    query: Uint32Array.from(pairs, ([query]) => query),
    item: Uint32Array.from(pairs, ([, item]) => item),
  };
  return {
    manifest: { name: 'golden', split: 'f00d' },
    items: { count: items },
    // One edge more for each item.
    graph: { items, itemIndptr: Uint32Array.from({ length: items + 1 }, (_, i) => (i * (i - 1)) / 2) },
    features: {
      rows: items,
      dims: 3,
      data: Float32Array.from({ length: 3 * items }, (_, i) => Math.cos(i * i)),
      blocks: [
        { name: 'visual', start: 0, dims: 2 },
        { name: 'degree', start: 2, dims: 1 },
      ],
    },
    pairs: { train: none, tune: none, test: none, [split]: given },
  } as unknown as Dataset;
}

const scoredRun = (run: string, table: Record<string, ArrayLike<number>>): ScoredRun => ({
  run,
  scorer: { scores: (query, out) => out.set(table[query]) },
});
const dataset = datasetOf(golden.items, golden.pairs);
const scorers = Object.entries(golden.models).map(([run, { scores }]) => scoredRun(run, scores));

describe('evaluateScorers', () => {
  it.each(Object.keys(golden.models))(
    'gives the metrics of the peers (folder.py) for the %s model',
    async (name) => {
      const { runs } = await evaluateScorers({ dataset, scorers, split: 'test', ks: golden.ks });
      const { metrics, n_queries } = runs.find(({ run }) => run === name)!;
      expect(n_queries).toBe(14);
      for (const [metric, value] of Object.entries(golden.models[name].metrics)) {
        expect(metrics[metric].value, metric).toBeCloseTo(value, 12);
        expect(metrics[metric].low).toBeLessThanOrEqual(value);
        expect(metrics[metric].high).toBeGreaterThanOrEqual(value);
      }
      expect(Object.keys(metrics)).not.toContain('hit_rate@500');
      expect(Object.keys(metrics)).toEqual(expect.arrayContaining(['hit_rate@1%', 'coverage@10']));
    },
  );

  it('compares every pair of runs, paired by query, the same with the same seed', async () => {
    const three = [...scorers, scoredRun('fine-again', golden.models.fine.scores)];
    const options = { dataset, scorers: three, split: 'test', ks: [10], seed: 5 } as const;
    const { differences, runs } = await evaluateScorers(options);
    const pairs = new Set(differences.map(({ a, b }) => `${a} ${b}`));
    expect([...pairs]).toEqual(['coarse fine', 'coarse fine-again', 'fine fine-again']);
    for (const { a, b, metric, difference, low, high, p } of differences) {
      const value = (run: string): number => runs.find((found) => found.run === run)!.metrics[metric].value;
      expect(difference).toBeCloseTo(value(a) - value(b), 12);
      expect(low).toBeLessThanOrEqual(difference);
      expect(high).toBeGreaterThanOrEqual(difference);
      if (a === 'fine') expect([difference, low, high, p]).toEqual([0, 0, 0, 1]);
    }
    expect(await evaluateScorers(options)).toMatchObject({ differences, runs });
  });

  it('tells what was ranked on', async () => {
    const { split } = await evaluateScorers({ dataset, scorers, split: 'test', ks: [10] });
    const pairs = new Set(golden.pairs.map(String)).size;
    expect(split).toEqual({ name: 'test', fingerprint: 'f00d', items: golden.items - 1, queries: 14, pairs });
  });

  it('measures how popular and how alike the first ten are, by their definitions', async () => {
    const { runs } = await evaluateScorers({ dataset, scorers, split: 'test', ks: [10] });
    for (const [i, name] of Object.keys(golden.models).entries()) {
      const lists = Object.entries(golden.models[name].scores).map(([query, scores]) =>
        scores
          .map((score, item) => ({ score, item }))
          .filter(({ item }) => item !== Number(query))
          .sort((a, b) => b.score - a.score || a.item - b.item)
          .slice(0, 10)
          .map(({ item }) => item),
      );
      const mean = (values: number[]): number =>
        values.reduce((sum, value) => sum + value, 0) / values.length;
      // The degree of an item is its row.
      const share = (item: number): number => (item + 0.5) / golden.items;
      const popular = mean(lists.map((list) => mean(list.map(share))));
      expect(runs[i].metrics['popularity@10'].value).toBeCloseTo(popular, 12);
      // Of length 1 in the plane, the degree left out: the cosine is that of the angle between.
      const angle = (item: number): number =>
        Math.atan2(Math.cos((3 * item + 1) ** 2), Math.cos((3 * item) ** 2));
      const different = mean(
        lists.map((list) =>
          mean(list.flatMap((a, j) => list.slice(0, j).map((b) => 1 - Math.cos(angle(a) - angle(b))))),
        ),
      );
      expect(runs[i].metrics['diversity@10'].value).toBeCloseTo(different, 5);
    }
  });

  it('measures kurtosis where a run has embeddings', async () => {
    const [first, second] = scorers;
    const data = Float32Array.from({ length: golden.items * 4 }, (_, i) => Math.sin(i * i));
    const { runs } = await evaluateScorers({
      dataset,
      scorers: [{ ...first, embeddings: { data, dims: 4 } }, second],
      split: 'test',
      ks: [10],
    });
    expect(Object.keys(runs[0].metrics)).toContain('kurtosis');
    expect(Object.keys(runs[1].metrics)).not.toContain('kurtosis');
  });

  it('tells how far it is and stops within a query when cancelled', async () => {
    const controller = new AbortController();
    const seen: string[] = [];
    const evaluation = evaluateScorers({
      dataset,
      scorers,
      split: 'test',
      ks: [10],
      signal: controller.signal,
      onProgress(done, total) {
        seen.push(`${done}/${total}`);
        if (done === 3) controller.abort();
      },
    });
    await expect(evaluation).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen).toEqual(['1/28', '2/28', '3/28']);
  });

  it('lets other work of the process run between two queries', async () => {
    const order: string[] = [];
    const evaluation = evaluateScorers({
      dataset,
      scorers: scorers.slice(0, 1),
      split: 'test',
      ks: [10],
      onProgress: (done) => void order.push(`query ${done}`),
    });
    setImmediate(() => setImmediate(() => setImmediate(() => order.push('other work'))));
    await evaluation;
    expect(order.indexOf('other work')).toBeLessThan(order.length - 1);
  });

  it('refuses an empty split, and scores that are not numbers', async () => {
    await expect(evaluateScorers({ dataset, scorers, split: 'tune', ks: [10] })).rejects.toMatchObject({
      code: 'no-pairs',
      message: 'data set golden has no tune pairs to evaluate on',
    });
    const broken = {
      run: 'diverged',
      scorer: { scores: (_: number, out: Float32Array) => out.fill(NaN) },
    };
    await expect(
      evaluateScorers({ dataset, scorers: [broken as ScoredRun], split: 'test', ks: [10] }),
    ).rejects.toMatchObject({
      code: 'bad-scores',
      message: expect.stringMatching(/^run diverged cannot be ranked: /),
    });
  });
});
