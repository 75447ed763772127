import { describe, expect, it } from 'vitest';
import { preferenceOfGrades } from '../../../evaluations/analysis/judgement.ts';
import {
  clusteredDifferenceFound,
  clusteredPower,
  clusteredQuestionsNeeded,
} from '../../../evaluations/design/clustered-power.ts';
import { type ClusteredStudy, populationOf } from '../../../evaluations/design/clustered-design.ts';
import { outcomeTable } from '../../../evaluations/design/agreed-shares.ts';
import { gradeVotes, meanBeforeRounding } from '../../../evaluations/design/grade-difference.ts';
import {
  gradeDifferenceFound,
  gradeOutcomes,
  gradeQuestionsNeeded,
} from '../../../evaluations/design/grade-power.ts';
import { outcomePower } from '../../../evaluations/design/power.ts';
import { analyseVotes, simulateVotes } from '../../../evaluations/design/simulate-study.ts';
import { random } from '../../../evaluations/random.ts';
import golden from '../../golden/grade-power.json' with { type: 'json' };

describe.each(golden.cases)(
  'a difference of $difference (sd $sd, $judgements judgements)',
  ({ difference, sd, judgements, agreeing, mean, votes, outcomes, power }) => {
    const design = { difference, differenceSd: sd, judgements, consensus: agreeing / judgements };

    it('makes the votes that SciPy counts over the whole differences', () => {
      expect(meanBeforeRounding(design)).toBeCloseTo(mean, 10);
      const { win, lose } = gradeVotes(design);
      expect([win, lose]).toEqual([expect.closeTo(votes.win, 10), expect.closeTo(votes.lose, 10)]);
    });

    it('makes the outcomes of every sequence of votes', () => {
      const { equal: draw, ...rest } = outcomes;
      for (const [outcome, share] of Object.entries({ ...rest, draw })) {
        expect(gradeOutcomes(design)[outcome as keyof typeof rest]).toBeCloseTo(share, 10);
      }
    });

    it('has the power of every split that scipy.stats.binomtest finds, weighed by scipy.stats.multinomial', () => {
      for (const [questions, chance] of Object.entries(power)) {
        expect(outcomePower(Number(questions), gradeOutcomes(design))).toBeCloseTo(chance, 9);
      }
    });
  },
);

it.each(golden.cases.filter(({ needed }) => needed !== null))(
  'at $difference (sd $sd, $judgements judgements) needs the $needed that a search through all counts finds',
  ({ difference, sd, judgements, agreeing, needed }) => {
    const design = { difference, differenceSd: sd, judgements, consensus: agreeing / judgements };
    expect(gradeQuestionsNeeded(design)).toBe(needed);
  },
);

it.each(golden.found)(
  'with $questions questions and sd $sd finds what scipy.optimize.brentq finds',
  ({ questions, sd, difference }) => {
    expect(gradeDifferenceFound({ differenceSd: sd }, questions)).toBeCloseTo(difference, 5);
  },
);

it('finds nothing with five questions, and needs more than a million where hardly anybody agrees', () => {
  expect(gradeDifferenceFound({ differenceSd: 1 }, 5)).toBeNull();
  const all = { difference: 0.1, differenceSd: 1, judgements: 20, consensus: 1 };
  expect(gradeQuestionsNeeded(all)).toBeNull();
});

it('is a fair guess for a single rater whose grades never contradict each other', () => {
  // Without losses: six decided questions are the first that are significant, one in five is decided.
  const needed = gradeQuestionsNeeded({ difference: 0.2, differenceSd: 0.001 })!;
  // scipy.stats.binom.sf(5, n, 0.2) is 0.7945 at 38 and 0.8126 at 39.
  expect(needed).toBe(39);
});

it('refuses what no grades can have', () => {
  expect(() => gradeQuestionsNeeded({ difference: 0, differenceSd: 1 })).toThrow(/no difference/);
  expect(() => gradeQuestionsNeeded({ difference: 3, differenceSd: 1 })).toThrow(/grades of 0 to 3/);
  expect(() => gradeQuestionsNeeded({ difference: -0.1, differenceSd: 1 })).toThrow(RangeError);
  expect(() => gradeQuestionsNeeded({ difference: 0.3, differenceSd: 0 })).toThrow(/standard deviation/);
  expect(() => clusteredPower({ ...three, difference: 0.3, raterSd: 0.8, querySd: 0.7 }, 9)).toThrow(
    /squared, make less/,
  );
});

const three = {
  ...{ raters: 12, judgements: 3, raterSd: 0, querySd: 0, differenceSd: 1 },
} satisfies ClusteredStudy & { differenceSd: number };

describe('simulated studies of grades', () => {
  it.each([
    [{ ...three, raters: 1, judgements: 1 }, 120],
    [{ ...three, raters: 60 }, 59],
  ])('agree with the formula where all are alike: %o', (study, questions) => {
    const design = { ...study, difference: 0.3 };
    const found = clusteredPower(design, questions, { studies: 2000 });
    const exact = gradeOutcomes(design);
    // Three standard errors and a little; with several raters the interval that must leave out 1/2 costs some.
    const margin = study.raters === 1 ? 0.03 : 0.05;
    expect(Math.abs(found.power - outcomePower(questions, exact))).toBeLessThan(margin);
    for (const outcome of ['win', 'lose', 'draw', 'inconclusive'] as const) {
      expect(Math.abs(found[outcome] - exact[outcome])).toBeLessThan(0.005);
    }
  });

  it.each(golden.both)(
    'let two raters agree about queries that differ as scipy.stats.multivariate_normal says: $difference, $shared',
    ({ difference, sd, shared, win, lose }) => {
      const study = { raters: 40, judgements: 2, raterSd: 0, querySd: shared, consensus: 1 };
      const found = clusteredPower({ ...study, difference, differenceSd: sd }, 400, { studies: 400 });
      expect(Math.abs(found.win - win)).toBeLessThan(0.005);
      expect(Math.abs(found.lose - lose)).toBeLessThan(0.005);
    },
  );

  it('vote as the analysis of two grades does: half a grade makes a whole one', () => {
    const { answer } = populationOf({ ...three, raters: 3, difference: 0, differenceSd: 1e-9 });
    for (const [apart, [a, b]] of [
      [0.49, [2, 2]],
      [0.51, [3, 2]],
      [-0.51, [1, 2]],
    ] as const) {
      const { preference } = preferenceOfGrades(a, b);
      expect((['a', 'b', 'equal'] as const)[answer(apart, random(1))]).toBe(preference);
    }
  });

  it('find a difference that is not there in at most 5 of 100 studies, raters and queries alike or not', () => {
    for (const [raters, raterSd, querySd] of [
      [12, 0, 0],
      [12, 0.2, 0.4],
      [24, 0.4, 0.4],
    ]) {
      const population = populationOf({ ...three, raters, raterSd, querySd, difference: 0 });
      const outcomes = outcomeTable(3, 2 / 3);
      let wrong = 0;
      for (let study = 0; study < 2000; study++) {
        const votes = simulateVotes(population, 90, random(study, 'null'));
        const { p, low, high } = analyseVotes(votes, population, outcomes);
        wrong += Number(p !== null && p < 0.05 && (low! > 0.5 || high! < 0.5));
      }
      expect(wrong / 2000).toBeLessThanOrEqual(0.05);
    }
  });

  it('plan what the formula plans where all are alike', () => {
    const alike = { ...three, raters: 60 };
    const needed = clusteredQuestionsNeeded({ ...alike, difference: 0.3 })!;
    expect(Math.abs(needed / gradeQuestionsNeeded({ ...alike, difference: 0.3 })! - 1)).toBeLessThan(0.2);
    const found = clusteredDifferenceFound(alike, 100)!;
    expect(Math.abs(found - gradeDifferenceFound(alike, 100)!)).toBeLessThan(0.03);
  });

  it('find less where raters differ, and more with more of them', () => {
    const found = (raters: number, raterSd: number): number =>
      clusteredDifferenceFound({ ...three, raters, raterSd }, 100)!;
    expect(found(4, 0.5)).toBeGreaterThan(found(4, 0) + 0.1);
    expect(found(24, 0.5)).toBeLessThan(found(4, 0.5) - 0.1);
  });
});
