import { describe, expect, it } from 'vitest';
import { anytimeInterval } from '../../../evaluations/analysis/anytime.ts';
import type { Judgement } from '../../../evaluations/analysis/judgement.ts';
import { shareOfWins } from '../../../evaluations/analysis/share-of-wins.ts';
import { strataOf } from '../../../evaluations/analysis/strata.ts';
import { sampleStrata } from '../../../evaluations/design/sample-strata.ts';
import { type Random, random } from '../../../evaluations/random.ts';
import golden from '../../golden/share-of-wins.json' with { type: 'json' };
import { judgedByOne } from './judged-by-one.ts';

/** Several raters, queries asked about twice, some answers missing. */
function mixed(rng: Random) {
  const queries = 5 + rng.below(40);
  const questions = Array.from({ length: queries }, (_, q) => ({
    ...{ question: `q${q}`, query: `i${rng.below(queries)}` },
  }));
  const judgements = questions.flatMap(({ question }) =>
    ['ann', 'bob', 'cas'].flatMap((rater): Judgement[] => {
      const preference = (['a', 'a', 'b', 'equal'] as const)[rng.below(4)];
      return rng.next() < 0.9 ? [{ question, rater, preference, sideOfA: null, ms: null }] : [];
    }),
  );
  return { questions, judgements };
}

describe('the share of wins of weighted questions', () => {
  it("is statsmodels' weighted mean, with White's variance in Wilson's interval", () => {
    for (const { won, weights, share, interval } of golden.weighted) {
      const found = shareOfWins(
        ...judgedByOne(
          won.map((one) => one === 1),
          weights,
        ),
      );
      expect(found.value).toBeCloseTo(share, 12);
      expect(found.low).toBeCloseTo(interval[0], 9);
      expect(found.high).toBeCloseTo(interval[1], 9);
    }
  });

  // The figures are those of the code before there were weights, to the last bit.
  it('is bit for bit that of unweighted questions where all weigh 1', () => {
    const rng = random(5, 'weights');
    for (let study = 0; study < 100; study++) {
      const { questions, judgements } = mixed(rng);
      const ones = questions.map((question) => ({ ...question, weight: 1 }));
      expect(shareOfWins(ones, judgements, 1)).toEqual(shareOfWins(questions, judgements, 1));
      const queryOf = new Map(questions.map(({ question, query }) => [question, query]));
      const weightOf = new Map(questions.map(({ question }) => [question, 1]));
      expect(anytimeInterval(judgements, queryOf, weightOf)).toEqual(anytimeInterval(judgements, queryOf));
    }
    const { questions, judgements } = mixed(random(6, 'weights'));
    expect(shareOfWins(questions, judgements, 1)).toEqual({
      value: 0.8125,
      low: 0.5699111903802586,
      high: 0.9340840092857187,
    });
  });

  it('does not change where all weigh the same', () => {
    const { questions, judgements } = mixed(random(7, 'weights'));
    const threes = questions.map((question) => ({ ...question, weight: 3 }));
    const [found, expected] = [shareOfWins(threes, judgements, 1), shareOfWins(questions, judgements, 1)];
    expect(found.low).toBeCloseTo(expected.low!, 10);
    expect(found.high).toBeCloseTo(expected.high!, 10);
  });
});

/** A population of queries: in the few where the models differ much, a wins nearly always; elsewhere b wins a little. */
const population = Array.from({ length: 4000 }, (_, i) => ({
  ...(i % 10 === 0 ? { stratum: 'different', chance: 0.9 } : { stratum: 'alike', chance: 0.42 }),
}));
const truth = population.reduce((sum, { chance }) => sum + chance, 0) / population.length;

function targeted(rng: Random) {
  const of = population.map(({ stratum }) => stratum);
  const drawn = sampleStrata({ of, pull: (stratum) => (stratum === 'different' ? 9 : 1) }, 200, rng);
  const questions = drawn.map(({ at, stratum, weight }) => ({
    ...{ question: `q${at}`, query: `q${at}`, draw: false, stratum, weight },
  }));
  const judgements = drawn.map(({ at }): Judgement => ({
    ...{ question: `q${at}`, rater: 'ann', sideOfA: null, ms: null },
    preference: rng.next() < population[at].chance ? 'a' : 'b',
  }));
  return { questions, judgements };
}

describe('a sample that is drawn where the models differ (600 studies)', () => {
  const rng = random(1952, 'targeted');
  const studies = Array.from({ length: 600 }, () => targeted(rng));
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

  it('is without bias by its weights, and far off without them', () => {
    const weighted = mean(studies.map((of) => shareOfWins(of.questions, of.judgements, 1).value!));
    expect(Math.abs(weighted - truth)).toBeLessThan(0.005);
    const plain = mean(
      studies.map((of) => {
        const questions = of.questions.map(({ question, query }) => ({ question, query }));
        return shareOfWins(questions, of.judgements, 1).value!;
      }),
    );
    expect(plain - truth).toBeGreaterThan(0.1);
  });

  it('has the share over all queries in the 95% interval', () => {
    const covered = studies.filter(({ questions, judgements }) => {
      const { low, high } = shareOfWins(questions, judgements, 1);
      return low! <= truth && truth <= high!;
    });
    expect(covered.length / studies.length).toBeGreaterThan(0.93);
    expect(covered.length / studies.length).toBeLessThan(0.985);
  });

  it('tells the strata apart', () => {
    const [{ questions, judgements }] = studies;
    const found = strataOf(questions, judgements, 1);
    expect(found.map(({ stratum }) => stratum)).toEqual(['alike', 'different']);
    expect(found.map(({ win, lose }) => win > lose)).toEqual([false, true]);
    expect(found[0].questions + found[1].questions).toBe(200);
    expect(found[1].share_of_wins.low).toBeGreaterThan(0.7);
  });

  it('is seldom decided by looking after every judgement where weights leave nothing to find', () => {
    const equal = random(1953, 'targeted');
    let decided = 0;
    for (const { questions } of studies.slice(0, 400)) {
      // The strata pull apart and, with their weights, cancel: 0.9 of a tenth against 41 / 90 elsewhere.
      const judgements = questions.map(({ question, stratum }): Judgement => ({
        ...{ question, rater: 'ann', sideOfA: null, ms: null },
        preference: equal.next() < (stratum === 'different' ? 0.9 : 41 / 90) ? 'a' : 'b',
      }));
      judgements.sort(() => equal.next() - 0.5);
      const queryOf = new Map(questions.map(({ question, query }) => [question, query]));
      const weightOf = new Map(questions.map(({ question, weight }) => [question, weight]));
      decided += Number(anytimeInterval(judgements, queryOf, weightOf).decided_at !== null);
    }
    // Never more than 5% in truth; of 400 studies up to 8% by chance.
    expect(decided / 400).toBeLessThan(0.08);
  });
});

describe('strata', () => {
  it('come in the order of their numbers, and not at all in a uniform sample', () => {
    const [questions, judgements] = judgedByOne([true, false, true]);
    const names = ['degree 10 or more', 'degree 2 to 9', 'degree 1'];
    const of = (stratum: (i: number) => string | null) =>
      strataOf(
        questions.map((question, i) => ({ ...question, draw: false, stratum: stratum(i) })),
        judgements,
        1,
      );
    expect(of((i) => names[i]).map(({ stratum }) => stratum)).toEqual([...names].reverse());
    expect(of(() => null)).toEqual([]);
  });
});
