import { describe, expect, it } from 'vitest';
import { type Vote, analyseVotes } from '../../../evaluations/analysis/analyse-votes.ts';
import { type Anytime, anytimeInterval } from '../../../evaluations/analysis/anytime.ts';
import { shareOfWins } from '../../../evaluations/analysis/share-of-wins.ts';
import { random } from '../../../evaluations/random.ts';
import { type Population, judged, truth } from './simulated-studies.ts';

const STUDIES = 300;

function* studies(of: Population): Generator<Vote[]> {
  const rng = random(2021, JSON.stringify(of));
  for (let study = 0; study < STUDIES; study++) yield judged(of, rng);
}

const anytime = (votes: Vote[]): Anytime =>
  anytimeInterval(votes, new Map(votes.map(({ question, query }) => [question, query])));

const populations: [string, Omit<Population, 'share'>][] = [
  ['one rater, no ties', { raters: 1, queries: 120, tastes: 0, difficulties: 0, ties: 0 }],
  ['one rater, 60% ties', { raters: 1, queries: 120, tastes: 0, difficulties: 0, ties: 0.6 }],
  ['five raters alike', { raters: 5, queries: 40, tastes: 0, difficulties: 0.8, ties: 0.3 }],
  ['four raters who differ', { raters: 4, queries: 60, tastes: 0.6, difficulties: 0.6, ties: 0 }],
  ['six raters who differ', { raters: 6, queries: 40, tastes: 0.4, difficulties: 0.8, ties: 0.3 }],
];

describe(`${STUDIES} studies`, () => {
  it.each(populations)(
    'of equal models are rarely decided, with a look after each judgement: %s',
    (_, of) => {
      let decided = 0;
      for (const votes of studies({ ...of, share: 0.5 })) {
        decided += Number(anytime(votes).decided_at !== null);
      }
      // Never more than 5% in truth; of 300 studies up to 8% by chance.
      expect(decided / STUDIES).toBeLessThan(0.08);
    },
  );

  it.each(populations)('have the true share of wins in the interval: %s', (_, of) => {
    const population = { ...of, share: 0.6 };
    const expected = truth(population);
    let covered = 0;
    for (const votes of studies(population)) {
      const questions = [...new Set(votes.map(({ question }) => question))].map((question) => ({
        question,
        query: question,
      }));
      const { low, high } = shareOfWins(questions, votes, 1);
      covered += Number(low! <= expected && expected <= high!);
    }
    expect(covered / STUDIES).toBeGreaterThan(0.92);
  });

  it('cover less if raters and queries were taken for independent: what the clusters are for', () => {
    const population = { share: 0.6, raters: 6, queries: 40, tastes: 0.6, difficulties: 0, ties: 0 };
    let covered = 0;
    const expected = truth({ ...population, raters: 1 });
    for (const votes of studies(population)) {
      // Each judgement a question of its own, by a rater of its own.
      const alone = votes.map((vote, i) => ({ ...vote, question: `q${i}`, query: `q${i}`, rater: `r${i}` }));
      const { low, high } = shareOfWins(alone, alone, 1);
      covered += Number(low! <= expected && expected <= high!);
    }
    expect(covered / STUDIES).toBeLessThan(0.9);
  });
});

describe('anytimeInterval', () => {
  const votes = (preferences: string): Vote[] =>
    [...preferences].map((letter, i) => ({
      ...{ question: `q${i}`, query: `q${i}`, rater: 'r', a: 'A', b: 'B', sideOfA: null, ms: null },
      preference: letter === '=' ? 'equal' : (letter as 'a' | 'b'),
    }));

  it('is the set of shares whose beta-binomial evidence stays below 20 (roots found by mpmath)', () => {
    const { low, high } = anytime(votes('aaaaaaaabb'));
    expect(low).toBeCloseTo(0.3424786, 6);
    expect(high).toBeCloseTo(0.9906062, 6);
  });

  // E(1/2) after 7 of 7 is 128 B(7.5, 0.5) / B(0.5, 0.5) = 26.8, after 6 of 6 14.4.
  it('says after how many judgements it was decided, and nothing where nothing is decided', () => {
    expect(anytime(votes('===aaaaaaaaaa')).decided_at).toBe(10);
    expect(anytime(votes('==='))).toEqual({ low: null, high: null, decided_at: null });
  });
});

describe('analyseVotes', () => {
  const pair = (a: string, b: string, preferences: string): Vote[] =>
    [...preferences].map((letter, i) => ({
      ...{ question: `${a}${b}${i}`, query: `q${i}`, rater: 'r', a, b, sideOfA: 'left', ms: null },
      preference: letter as 'a' | 'b',
    }));

  it('ranks several models, those that are not told apart together', () => {
    const report = analyseVotes(
      [
        ...pair('good', 'bad', 'a'.repeat(30) + 'b'.repeat(5)),
        ...pair('bad', 'fair', 'a'.repeat(6) + 'b'.repeat(29)),
        ...pair('good', 'fair', 'a'.repeat(18) + 'b'.repeat(17)),
      ],
      0,
    );
    expect(report.ranking.map(({ model, rank }) => [model, rank])).toEqual([
      ['good', 1],
      ['fair', 1],
      ['bad', 3],
    ]);
    expect(report.anytime).toBeNull();
    expect(report.pairs[0].adjusted_p!).toBeGreaterThan(report.pairs[0].sign_test_p!);
  });

  it('sees a pair from one side however its judgements name the models', () => {
    const [first, ...others] = pair('x', 'y', 'aaab');
    const named = [
      first,
      ...others.map((vote): Vote => ({
        ...vote,
        a: 'y',
        b: 'x',
        preference: vote.preference === 'a' ? 'b' : 'a',
        sideOfA: 'right',
      })),
    ];
    expect(analyseVotes(named, 0)).toEqual(analyseVotes([first, ...others], 0));
  });

  it('says why there is no ranking', () => {
    const { ranking, ranking_reason } = analyseVotes(pair('x', 'y', 'aaaa'), 0);
    expect(ranking).toEqual([]);
    expect(ranking_reason).toMatch(/y never won against or drew with x/);
  });
});
