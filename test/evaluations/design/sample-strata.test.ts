import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../../evaluations/design/question.ts';
import { categoryStrata, degreeStrata, differenceStrata } from '../../../evaluations/design/query-strata.ts';
import { sampleComparisons } from '../../../evaluations/design/sample-comparisons.ts';
import { dealQuestions, sampleStrata } from '../../../evaluations/design/sample-strata.ts';
import { random } from '../../../evaluations/random.ts';

const counts = (labels: readonly string[]): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const label of labels) found[label] = (found[label] ?? 0) + 1;
  return found;
};

describe('strata', () => {
  it('bins degrees by quantiles, equal ones together, and names the bins', () => {
    const degrees = [0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 4, 9];
    expect(counts(degreeStrata(degrees, 4))).toEqual({
      'degree 0': 6,
      'degree 1': 2,
      'degree 2 to 3': 2,
      'degree 4 or more': 2,
    });
    expect(counts(degreeStrata(degrees, 1))).toEqual({ 'degree 0 or more': 12 });
    expect(counts(degreeStrata([5, 5], 4))).toEqual({ 'degree 5': 2 });
  });

  it('keeps the largest categories and puts the others together', () => {
    const categories = [...'aaaabbbccd', null];
    expect(counts(categoryStrata(categories, 3))).toEqual({ a: 4, b: 3, 'other categories': 4 });
    expect(counts(categoryStrata(categories, 12))).toEqual({ a: 4, b: 3, c: 2, d: 1, 'no category': 1 });
  });

  it('tells answers that are the same from answers that differ', () => {
    const pair = differenceStrata(
      [
        { a: ['x'], b: ['x'] },
        { a: ['x'], b: ['y'] },
      ],
      4,
    );
    expect(pair.strata).toEqual(['same answer', 'different answers']);
    expect(pair.strata.map(pair.pull)).toEqual([1, 5]);
    const of = (b: string) => ({ a: [...'wxyz'], b: [...b] });
    const lists = differenceStrata([of('wxyz'), of('xwyz'), of('wabc'), of('abcd')], 4).strata;
    expect(new Set(lists).size).toBe(4);
    expect(differenceStrata([of('wxyz'), of('xwyz'), of('abcd')], 2).strata).toEqual([
      'same answers',
      'different answers',
      'different answers',
    ]);
  });
});

describe('dealQuestions', () => {
  it('gives every stratum as many, or all that it has', () => {
    expect(dealQuestions([100, 100, 3], [1, 1, 1], 23)).toEqual([10, 10, 3]);
  });

  it('gives in proportion, and to each stratum at least two', () => {
    expect(dealQuestions([100, 100, 100], [10, 20, 70], 100)).toEqual([10, 20, 70]);
    expect(dealQuestions([1000, 10], [1000, 10], 20)).toEqual([18, 2]);
  });

  it('gives all where all are asked for', () => {
    expect(dealQuestions([5, 1, 7], [1, 1, 1], 99)).toEqual([5, 1, 7]);
  });
});

describe('sampleStrata', () => {
  it('has weights of mean 1, the inverse of each probability', () => {
    const of = [...'aaaaaaaaab'].map((name) => name);
    const drawn = sampleStrata({ of }, 4, random(1, 'any'));
    expect(counts(drawn.map(({ stratum }) => stratum))).toEqual({ a: 3, b: 1 });
    expect(drawn.map(({ weight }) => weight).reduce((x, y) => x + y)).toBeCloseTo(4);
    // 3 of 9 and 1 of 1: three to one.
    const [a, b] = ['a', 'b'].map((name) => drawn.find(({ stratum }) => stratum === name)!.weight);
    expect(a / b).toBeCloseTo(3);
  });

  it('draws each query as often as its weight says', () => {
    const of = Array.from({ length: 30 }, (_, i) => (i < 20 ? 'many' : i < 28 ? 'some' : 'two'));
    const seen = new Array<number>(30).fill(0);
    const times = 4000;
    const weights = new Array<number>(30).fill(0);
    for (let seed = 0; seed < times; seed++) {
      for (const { at, weight } of sampleStrata({ of }, 9, random(seed, 'any'))) {
        seen[at]++;
        weights[at] = weight;
      }
    }
    seen.forEach((often, at) => {
      const p = 9 / 30 / weights[at];
      const spread = Math.sqrt((p * (1 - p)) / times);
      expect(Math.abs(often / times - p)).toBeLessThanOrEqual(4.5 * spread + 1e-9);
    });
  });
});

/** A world in which degree, category and whether answers differ all matter for who wins. */
const world = Array.from({ length: 400 }, (_, i): Comparison & { degree: number; y: number } => {
  const rng = random(i, 'world');
  const degree = Math.floor(12 * rng.next() ** 2);
  const same = rng.next() < 0.6;
  const item = (id: string) => ({ id, title: id, picture: null });
  return {
    pair: ['a', 'b'],
    query: item(`i${i}`),
    a: [item('x')],
    b: [item(same ? 'x' : 'y')],
    degree,
    y: same ? 0 : rng.next() < 0.1 + degree / 15 ? 1 : -1,
  };
});
const mean = (values: readonly number[]): number => values.reduce((x, y) => x + y, 0) / values.length;
const truth = mean(world.map(({ y }) => y));
const kinds = {
  degree: (most: number) => ({
    of: degreeStrata(
      world.map(({ degree }) => degree),
      most,
    ),
  }),
  category: (most: number) => ({
    of: categoryStrata(
      world.map(({ degree }) => (degree > 8 ? 'rare' : degree > 2 ? 'some' : 'common')),
      most,
    ),
  }),
  disagreement: (most: number) => {
    const ids = world.map(({ a, b }) => ({ a: a.map(({ id }) => id), b: b.map(({ id }) => id) }));
    const { strata, pull } = differenceStrata(ids, most);
    return { of: strata, pull };
  },
};

describe('sampleComparisons', () => {
  it.each(Object.entries(kinds))('estimates the uniform share without bias: %s', (_, strata) => {
    const times = 1500;
    const found = strata(4);
    const weighted: number[] = [];
    const plain: number[] = [];
    for (let seed = 0; seed < times; seed++) {
      const drawn = sampleComparisons(world, {
        ...{ questions: 40, seed, most: 4 },
        strataOf: () => found,
      }) as (Comparison & { y: number })[];
      expect(drawn).toHaveLength(40);
      weighted.push(mean(drawn.map(({ y, weight }) => y * weight!)));
      plain.push(mean(drawn.map(({ y }) => y)));
    }
    const error = (values: number[]): number => {
      const spread = Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)) / times);
      return Math.abs(mean(values) - truth) / spread;
    };
    expect(error(weighted)).toBeLessThan(4);
    // The control: without weights the same samples are far off.
    expect(error(plain)).toBeGreaterThan(10);
  });

  it('gives every pair its share of questions and weights of mean 1', () => {
    const pairs = [
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ] as const;
    const frame = world.map((one, i): Comparison => ({ ...one, pair: [...pairs[i % 3]] }));
    const drawn = sampleComparisons(frame, {
      ...{ questions: 50, seed: 1, most: 4 },
      strataOf: (_frame, most) => kinds.degree(most),
    });
    const ofPair = pairs.map((pair) => drawn.filter((one) => one.pair.join() === pair.join()));
    expect(ofPair.map(({ length }) => length)).toEqual([17, 17, 16]);
    for (const own of ofPair) expect(mean(own.map(({ weight }) => weight!))).toBeCloseTo(1);
  });

  it('draws all of a frame that is too small, each of weight 1, and the same when as many are asked for', () => {
    const plan = {
      seed: 2,
      most: 4,
      strataOf: (_frame: readonly Comparison[], most: number) => kinds.degree(most),
    };
    const drawn = sampleComparisons(world, { ...plan, questions: 900 });
    expect(drawn).toHaveLength(400);
    expect(drawn.every(({ weight }) => Math.abs(weight! - 1) < 1e-12)).toBe(true);
    expect(sampleComparisons(world, { ...plan, questions: 400 })).toEqual(drawn);
  });
});
