import { describe, expect, it } from 'vitest';
import { metricCollector } from '../../../evaluations/metrics/collector.ts';
import { diversity, popularity } from '../../../evaluations/metrics/list-metrics.ts';
import { estimates, pairedDifferences } from '../../../evaluations/metrics/query-bootstrap.ts';
import { random } from '../../../evaluations/random.ts';

const rows = (...items: number[]): Uint32Array => Uint32Array.from(items);

describe('popularity', () => {
  // Degrees 0, 0, 3, 5: scipy.stats.rankdata(...) gives 1.5, 1.5, 3, 4; minus a half, over 4.
  const { of } = popularity([0, 5, 0, 3], 'popularity@10');

  it('is the mean mid-rank of the degrees, worked out by hand', () => {
    expect([0, 1, 2, 3].map((item) => of(rows(item)))).toEqual([0.25, 0.875, 0.25, 0.625]);
    expect(of(rows(0, 1, 3))).toBeCloseTo((0.25 + 0.875 + 0.625) / 3, 12);
    expect(of(rows())).toBeNull();
  });

  it('is one half on the mean of the whole catalogue, whatever the degrees', () => {
    const rng = random(2, 'degrees');
    const degrees = Array.from({ length: 57 }, () => Math.floor(rng.next() ** 3 * 20));
    expect(popularity(degrees, 'p').of(Uint32Array.from(degrees, (_, i) => i))).toBeCloseTo(0.5, 12);
  });
});

describe('diversity', () => {
  // Directions 0 degrees, 90 degrees, 60 degrees, 180 degrees, and nothing.
  const vectors = Float32Array.of(2, 0, 0, 3, 0.5, Math.sqrt(0.75), -1, 0, 0, 0);
  const { of } = diversity(vectors, 2, 'diversity@10');

  it('is the mean of 1 - cosine over all pairs, whatever the lengths', () => {
    expect(of(rows(0, 1))).toBeCloseTo(1, 6);
    expect(of(rows(0, 3))).toBeCloseTo(2, 6);
    expect(of(rows(0, 1, 2))).toBeCloseTo((1 + 1 / 2 + (1 - Math.sqrt(0.75))) / 3, 6);
  });

  it('leaves out rows of zeros, and has no value for fewer than two others', () => {
    expect(of(rows(0, 4, 1))).toBeCloseTo(1, 6);
    expect([of(rows(0, 4)), of(rows(0)), of(rows())]).toEqual([null, null, null]);
  });
});

describe('in a table', () => {
  const lists = [popularity([9, 1, 1, 0, 0], 'popularity@10')];
  const table = (partial: boolean, scores: number[][]) => {
    const collector = metricCollector({ items: 5, ks: [2], lists, partial });
    scores.forEach((of, query) => collector.add(query, [(query + 1) % 5], Float32Array.from(of)));
    return collector.table();
  };
  const some = [
    [0, 1, 0, 0, 0],
    [0, 0, 0, 0, 0],
    [0.5, 0, 0, 1, 0],
  ];

  it('only what a model answers is in its lists; a query without an answer has no value', () => {
    const { firstItems, metrics } = table(true, some);
    expect(firstItems.map((list) => [...list])).toEqual([[1], [], [3, 0]]);
    const { numerator, denominator } = metrics.find(({ name }) => name === 'popularity@10')!;
    expect([...denominator]).toEqual([1, 0, 1]);
    expect([...numerator]).toEqual([0.6, 0, 0.55].map((value) => expect.closeTo(value, 12)));
    expect(table(false, some).firstItems.every(({ length }) => length === 4)).toBe(true);
  });

  it('the mean is over the queries that have a value, and so is every resample', () => {
    const found = estimates(table(true, some), { rng: random(1) });
    expect(found['popularity@10'].value).toBeCloseTo((0.6 + 0.55) / 2, 12);
    expect(found['popularity@10'].low).toBeCloseTo(0.55, 12);
    expect(found['popularity@10'].high).toBeCloseTo(0.6, 12);
  });

  it('a model that answers nothing has no such metric, and no difference in it', () => {
    const nothing = table(
      true,
      [1, 2, 3].map(() => [0, 0, 0, 0, 0]),
    );
    expect(estimates(nothing, { rng: random(1) })).not.toHaveProperty('popularity@10');
    const metrics = pairedDifferences(table(true, some), nothing, { rng: random(1) }).map(
      ({ metric }) => metric,
    );
    expect(metrics).toContain('mrr');
    expect(metrics).not.toContain('popularity@10');
  });
});
