import { describe, expect, it } from 'vitest';
import { sampleQueries } from '../../../evaluations/design/sample-queries.ts';

const candidates = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29];

describe('sampleQueries', () => {
  it('takes so many of the candidates, none twice, the same with the same seed', () => {
    const sample = sampleQueries(candidates, 4, 1);
    expect(new Set(sample).size).toBe(4);
    expect(candidates).toEqual(expect.arrayContaining(sample));
    expect(sampleQueries(candidates, 4, 1)).toEqual(sample);
    expect(sampleQueries(candidates, 4, 2)).not.toEqual(sample);
  });

  it('takes all where there are fewer than asked for', () => {
    expect(sampleQueries(candidates, 50, 1).sort((a, b) => a - b)).toEqual(candidates);
  });

  it('takes each candidate equally often (chi-square under its 99.9% point)', () => {
    const times = new Map(candidates.map((candidate) => [candidate, 0]));
    for (let seed = 0; seed < 5000; seed++) {
      for (const taken of sampleQueries(candidates, 3, seed)) times.set(taken, times.get(taken)! + 1);
    }
    // Sampling without replacement: the counts' variance is n p (1 - p), hence the factor.
    const statistic = [...times.values()].reduce((sum, n) => sum + (n - 1500) ** 2 / 1500, 0) / 0.7;
    expect(statistic).toBeLessThan(27.88 / 0.9);
  });
});
