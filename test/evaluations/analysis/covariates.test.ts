import { describe, expect, it } from 'vitest';
import {
  type Adjusted,
  type CovariateVote,
  adjustedStrengths,
} from '../../../evaluations/analysis/covariates.ts';
import { random } from '../../../evaluations/random.ts';
import { coverageOfAdjusted } from './simulated-covariates.ts';
import golden from '../../golden/covariates.json' with { type: 'json' };

const NAMES = ['popularity', 'near-duplicate'];

function fitted(votes: readonly CovariateVote[], names: readonly string[]): Adjusted {
  const found = adjustedStrengths(votes, names);
  if ('reason' in found) throw new Error(found.reason);
  return found;
}

const vote = (preference: CovariateVote['preference'], ...covariates: number[]): CovariateVote => ({
  ...{ a: 'x', b: 'y', preference, covariates },
});

describe('adjustedStrengths', () => {
  it('matches a likelihood maximised by SciPy, and its intervals by a jackknife over the queries', () => {
    for (const { votes, raw, adjusted } of golden) {
      const { strengths, effects } = fitted(
        votes.map(({ a, b, came, x, query, ...drawn }) => ({
          ...{ a: `m${a}`, b: `m${b}`, covariates: x, query },
          weight: 'weight' in drawn ? drawn.weight : 1,
          preference: (['a', 'b', 'equal'] as const)[came],
        })),
        NAMES,
      );
      for (const { model, raw: before, adjusted: after } of strengths) {
        const at = Number(model.slice(1));
        expect(before.value).toBeCloseTo(raw.strengths[at], 4);
        expect(after.value).toBeCloseTo(adjusted.strengths[at], 4);
        expect((before.high - before.low) / 2).toBeCloseTo(raw.halves[at], 3);
        expect((after.high - after.low) / 2).toBeCloseTo(adjusted.halves[at], 3);
      }
      effects.forEach(({ value, low, high }, k) => {
        expect(value).toBeCloseTo(adjusted.effects[k], 4);
        expect((high - low) / 2).toBeCloseTo(adjusted.effect_halves[k], 3);
      });
    }
  });

  it('is the slope and the intercept of a logistic regression for two models that never draw', () => {
    // By hand: odds of 3 at a difference of 1 and of 1/2 at -1.
    const votes = [
      ...[1, 1, 1, -1].map((won) => vote(won > 0 ? 'a' : 'b', 1)),
      ...[1, -1, -1].map((won) => vote(won > 0 ? 'a' : 'b', -1)),
    ];
    const { strengths, effects } = fitted(votes, ['popularity']);
    expect(effects[0].value).toBeCloseTo(Math.log(6) / 2, 8);
    const of = (model: string) => strengths.find((one) => one.model === model)!.adjusted.value;
    expect(of('x') - of('y')).toBeCloseTo(Math.log(1.5) / 2, 8);
  });

  it('takes from a model what it owes to popular items alone', () => {
    const rng = random(1);
    // x shows items that are more popular; raters like those, and nothing else about x.
    const votes = Array.from({ length: 1500 }, () => {
      const difference = 1 + rng.normal();
      return vote(rng.next() < 1 / (1 + Math.exp(-0.7 * difference)) ? 'a' : 'b', difference);
    });
    const x = fitted(votes, ['popularity']).strengths.find(({ model }) => model === 'x')!;
    expect(x.raw.low).toBeGreaterThan(0.2);
    expect(x.adjusted.low).toBeLessThan(0);
    expect(x.adjusted.high).toBeGreaterThan(0);
  });

  it('is the same from the other side, and whatever the unit of a covariate', () => {
    const rng = random(2);
    const votes = Array.from({ length: 60 }, () =>
      vote((['a', 'b', 'equal'] as const)[rng.below(3)], rng.normal()),
    );
    const turned = votes.map(({ preference, covariates: [x] }): CovariateVote => ({
      ...{ a: 'y', b: 'x', covariates: [-1000 * x] },
      preference: preference === 'equal' ? 'equal' : preference === 'a' ? 'b' : 'a',
    }));
    const [here, there] = [fitted(votes, ['p']), fitted(turned, ['p'])];
    expect(there.effects[0].value * 1000).toBeCloseTo(here.effects[0].value, 8);
    expect(there.strengths[0].model).toBe(here.strengths[0].model);
    expect(there.strengths[0].adjusted.low).toBeCloseTo(here.strengths[0].adjusted.low, 8);
  });

  it('holds the truth in 95 of 100 studies, however votes about a query hang together', () => {
    for (const copied of [0, 0.6]) {
      const design = { queries: 30, votesPerQuery: 3, lead: 0.6, effect: 0.5, ties: 0, copied };
      const { strength, effect, refused } = coverageOfAdjusted(design, 150);
      expect(refused).toBe(0);
      for (const held of [strength, effect]) expect(held).toBeGreaterThanOrEqual(0.92);
      for (const held of [strength, effect]) expect(held).toBeLessThanOrEqual(0.985);
    }
  });

  it('refuses with the reason', () => {
    const reason = (votes: CovariateVote[], names: string[]): string => {
      const found = adjustedStrengths(votes, names);
      return 'reason' in found ? found.reason : 'none';
    };
    expect(reason([vote('a', 1), vote('a', 2)], ['p'])).toMatch(/y never won against or drew with x/);
    expect(reason([vote('a', 1), vote('b', 1)], ['p'])).toMatch(/^p does not vary/);
    expect(reason([vote('a', 1), vote('b', -1)], ['p'])).toMatch(/follow p so closely/);
    // Nothing shows how queries differ.
    const about = (query: string, ...votes: CovariateVote[]) => votes.map((one) => ({ ...one, query }));
    const one = about('q', vote('a', 1), vote('b', 1), vote('a', -1), vote('b', -1), vote('b', 0));
    expect(reason(one, ['p'])).toMatch(/without the votes about one of the queries/);
    expect(reason([...one, ...about('r', ...one)], ['p'])).toBe('none');
    // Two names for one thing.
    const twice = [vote('a', 1, 2), vote('b', 1, 2), vote('a', -1, -2), vote('b', -1, -2), vote('b', 0, 0)];
    expect(reason(twice, ['p', 'q'])).toMatch(/follow p or q so closely/);
  });
});
