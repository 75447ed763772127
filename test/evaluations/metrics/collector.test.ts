import { describe, expect, it } from 'vitest';
import { type QueryTable, metricCollector } from '../../../evaluations/metrics/collector.ts';
import {
  estimates,
  estimatesInParts,
  pairedDifferences,
  pairedDifferencesInParts,
} from '../../../evaluations/metrics/query-bootstrap.ts';
import type { Parts } from '../../../evaluations/parts.ts';
import { random } from '../../../evaluations/random.ts';
import golden from '../../golden/ranking-metrics.json' with { type: 'json' };

function collect(change: (score: number, item: number) => number = (score) => score): QueryTable {
  const collector = metricCollector({ items: golden.items, ks: golden.ks });
  const scores = new Float32Array(golden.items);
  for (const { query, positives, scores: given } of golden.queries) {
    scores.set(given.map(change));
    collector.add(query, positives, scores);
  }
  return collector.table();
}

/** A model of one positive per query at the ranks given, in a catalogue of 1,000 items. */
function atRanks(ranks: readonly number[]): QueryTable {
  const collector = metricCollector({ items: 1000, ks: [500] });
  const scores = Float32Array.from({ length: 1000 }, (_, item) => -item);
  ranks.forEach((rank) => collector.add(0, [rank], scores));
  return collector.table();
}

describe('metrics of one model', () => {
  const found = estimates(collect(), { rng: random(0), resamples: 4000 });

  it('match NumPy and SciPy (average ranks, rounded up) on scores with ties', () => {
    for (const [name, value] of Object.entries(golden.metrics))
      expect(found[name].value, name).toBeCloseTo(value, 12);
    expect(Object.keys(found)).toEqual([...Object.keys(golden.metrics).sort(byFamily), 'coverage@10']);
    expect(found['coverage@10'].value).toBeCloseTo(golden['coverage@10'], 12);
  });

  it("have NumPy's bootstrap interval over queries, of pairs and of queries alike", () => {
    for (const [name, [low, high]] of Object.entries(golden.interval)) {
      expect(Math.abs(found[name].low - low), name).toBeLessThan(0.006);
      expect(Math.abs(found[name].high - high), name).toBeLessThan(0.006);
    }
  });

  it('hold their value inside their interval', () => {
    for (const { value, low, high } of Object.values(found)) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  });

  it('count hits and blocks of 100 as the paper does, at ranks 1, 100, 101, 500, 501', () => {
    const expected: [rank: number, hit: number, mrr: number][] = [
      [1, 1, 1],
      [100, 1, 1],
      [101, 1, 1 / 2],
      [500, 1, 1 / 5],
      [501, 0, 1 / 6],
    ];
    for (const [rank, hit, mrr] of expected) {
      const {
        'hit_rate@500': hitRate,
        mrr: blocks,
        mrr_plain: plain,
      } = estimates(atRanks([rank]), { rng: random(0) });
      expect([hitRate.value, blocks.value, plain.value]).toEqual([hit, mrr, 1 / rank]);
    }
    expect(estimates(atRanks([10, 11]), { rng: random(0) })['hit_rate@1%'].value).toBe(0.5);
  });

  it('leave out every k that is not smaller than the catalogue', () => {
    const collector = metricCollector({ items: 50, ks: [10, 50, 500] });
    collector.add(0, [1], new Float32Array(50));
    expect(collector.table().metrics.map(({ name }) => name)).toEqual([
      'hit_rate@10',
      'hit_rate@1%',
      'mrr',
      'mrr_plain',
      'recall@10',
      'ndcg@10',
    ]);
  });

  it('refuse a query without positives, scores of another length, and no queries at all', () => {
    const collector = metricCollector({ items: 5, ks: [1] });
    expect(() => collector.add(0, [], new Float32Array(5))).toThrow('query 0 has no positives');
    expect(() => collector.add(0, [1], new Float32Array(4))).toThrow('4 scores for 5 items');
    expect(() => estimates(collector.table(), { rng: random(0) })).toThrow('no query was measured');
  });

  it('come out the same with the same seed', () => {
    const again = (): unknown => estimates(collect(), { rng: random(3) });
    expect(again()).toEqual(again());
  });
});

describe('ndcg', () => {
  it('is at most 1 when all positives tie (19 of 100 items, each at rank 10)', () => {
    const collector = metricCollector({ items: 100, ks: [10] });
    const positives = Array.from({ length: 19 }, (_, i) => i + 1);
    collector.add(
      0,
      positives,
      Float32Array.from({ length: 100 }, (_, i) => (i <= 19 ? 1 : 0)),
    );
    const { 'ndcg@10': ndcg } = estimates(collector.table(), { rng: random(0) });
    expect(ndcg.value).toBe(1);
  });
});

describe('paired differences', () => {
  const worse = collect((score, item) => score - (item % 3));

  it('are differences of the values, with an interval and p that agree', () => {
    const a = estimates(collect(), { rng: random(0) });
    const b = estimates(worse, { rng: random(0) });
    for (const { metric, value, low, high, p } of pairedDifferences(collect(), worse, { rng: random(5) })) {
      expect(value, metric).toBeCloseTo(a[metric].value - b[metric].value, 12);
      expect(low > 0 || high < 0, metric).toBe(p < 0.05);
    }
  });

  it('are narrower than the difference of unpaired intervals', () => {
    const { low, high } = pairedDifferences(collect(), worse, { rng: random(5) })[1];
    const { 'hit_rate@10': unpaired } = estimates(collect(), { rng: random(0) });
    expect(high - low).toBeLessThan(Math.SQRT2 * (unpaired.high - unpaired.low));
  });

  it('of a model from itself are 0, with p = 1', () => {
    for (const difference of pairedDifferences(collect(), collect(), { rng: random(0) })) {
      expect(difference).toMatchObject({ value: 0, low: 0, high: 0, p: 1 });
    }
  });

  it('refuse models that were asked other queries or measured otherwise', () => {
    expect(() => pairedDifferences(collect(), atRanks([1]), { rng: random(0) })).toThrow(
      'not asked the same queries',
    );
    const other = { ...collect(), metrics: collect().metrics.slice(1) };
    expect(() => pairedDifferences(collect(), other, { rng: random(0) })).toThrow('not measured alike');
  });
});

describe('in parts', () => {
  const parts = <T>(of: Parts<T>): { pauses: number; result: T } => {
    for (let pauses = 0; ; pauses++) {
      const next = of.next();
      if (next.done) return { pauses, result: next.value };
    }
  };

  it('intervals and differences are the same numbers, with a pause after every resample', () => {
    const worse = collect((score, item) => score - (item % 3));
    const options = () => ({ rng: random(2), resamples: 300 });
    expect(parts(estimatesInParts(collect(), options()))).toEqual({
      pauses: 300,
      result: estimates(collect(), options()),
    });
    expect(parts(pairedDifferencesInParts(collect(), worse, options()))).toEqual({
      pauses: 300,
      result: pairedDifferences(collect(), worse, options()),
    });
  });
});

/** The order of the command line: hit rates, mrr, mrr_plain, recalls, ndcgs. */
function byFamily(a: string, b: string): number {
  const families = ['hit_rate', 'mrr', 'mrr_plain', 'recall', 'ndcg'];
  const family = (name: string): number => families.indexOf(name.split('@')[0]);
  const k = (name: string): number => (name.endsWith('%') ? Infinity : Number(name.split('@')[1] ?? 0));
  return family(a) - family(b) || k(a) - k(b);
}
