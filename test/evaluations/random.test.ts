import { describe, expect, it } from 'vitest';
import { random, shuffle, unit } from '../../evaluations/random.ts';

describe('unit', () => {
  it('is the murmur3-finalised FNV-1a of the reference values', () => {
    expect(unit('item|1F600')).toBeCloseTo(0.6343200367, 10);
    expect(unit('edge|1F600|face')).toBeCloseTo(0.1208393998, 10);
  });
});

describe('random', () => {
  const draws = (seed: number, stream: string): number[] => {
    const rng = random(seed, stream);
    return Array.from({ length: 20_000 }, () => rng.next());
  };
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const correlation = (x: number[], y: number[]): number =>
    12 * mean(x.map((value, i) => (value - 0.5) * (y[i] - 0.5)));

  it('repeats itself for the same seed and stream', () => {
    expect(draws(1, 'a').slice(0, 5)).toEqual(draws(1, 'a').slice(0, 5));
  });

  it('gives unrelated numbers for neighbouring seeds, large seeds and other streams', () => {
    const base = draws(1, 'a');
    for (const other of [draws(2, 'a'), draws(1 + 2 ** 32, 'a'), draws(1, 'b'), base.slice(1).concat(0.5)]) {
      expect(Math.abs(correlation(base, other))).toBeLessThan(4 / Math.sqrt(base.length));
    }
  });

  it('is uniform in mean and variance; normal() has the moments of the standard normal', () => {
    const uniform = draws(3, '');
    expect(Math.abs(mean(uniform) - 0.5)).toBeLessThan(4 / Math.sqrt(12 * uniform.length));
    const rng = random(3);
    const normal = Array.from({ length: 20_000 }, () => rng.normal());
    const moments = [1, 2, 3, 4].map((p) => mean(normal.map((x) => x ** p)));
    [0, 1, 0, 3].forEach((expected, p) =>
      expect(Math.abs(moments[p] - expected)).toBeLessThan(0.03 * 4 ** p),
    );
  });
});

describe('shuffle', () => {
  it('gives each of the 24 orders of 4 equally often (chi-square under its 99.9% point)', () => {
    const rng = random(9);
    const times = new Map<string, number>();
    for (let i = 0; i < 12_000; i++) {
      const order = shuffle([0, 1, 2, 3], rng).join('');
      times.set(order, (times.get(order) ?? 0) + 1);
    }
    expect(times.size).toBe(24);
    const statistic = [...times.values()].reduce((sum, n) => sum + (n - 500) ** 2 / 500, 0);
    expect(statistic).toBeLessThan(49.73);
  });
});
