import { describe, expect, it } from 'vitest';
import { votesByQuestion } from '../../../evaluations/analysis/consensus.ts';
import type { Judgement } from '../../../evaluations/analysis/judgement.ts';
import { countOutcomes } from '../../../evaluations/analysis/outcomes.ts';
import { shareOfWins } from '../../../evaluations/analysis/share-of-wins.ts';
import { outcomeTable } from '../../../evaluations/design/agreed-shares.ts';
import { type ClusteredDesign, middleOf } from '../../../evaluations/design/clustered-design.ts';
import {
  clusteredPower,
  clusteredQuestionsNeeded,
  clusteredShareFound,
} from '../../../evaluations/design/clustered-power.ts';
import { decidedNeeded, signTestPower, smallestShareFound } from '../../../evaluations/design/power.ts';
import {
  type Population,
  analyseVotes,
  choiceBetween,
  comparedGrades,
  simulateVotes,
} from '../../../evaluations/design/simulate-study.ts';
import { random } from '../../../evaluations/random.ts';

const alone = {
  win: 0.6,
  lose: 0.4,
  raters: 1,
  judgements: 1,
  raterSd: 0,
  querySd: 0,
} satisfies ClusteredDesign;

describe('a simulated study', () => {
  it('has the verdict that the real analysis gives the same votes', () => {
    const rng = random(1, 'populations');
    for (let trial = 0; trial < 150; trial++) {
      const raters = 1 + rng.below(8);
      const answer = [choiceBetween(rng.next() / 2), comparedGrades(rng.next())][rng.below(2)];
      const of: Population = {
        ...{ middle: 2 * rng.next() - 1, answer, raters, judgements: 1 + rng.below(raters) },
        ...{ raterSd: rng.next(), querySd: rng.next() },
      };
      const consensus = [2 / 3, 0.51, 1][rng.below(3)];
      const questions = 1 + rng.below(60);
      const votes = simulateVotes(of, questions, random(trial));
      const judgements = Array.from(votes.answer, (vote, at): Judgement => ({
        ...{ question: `q${Math.floor(at / of.judgements)}`, rater: `r${votes.rater[at]}` },
        ...{ preference: (['a', 'b', 'equal'] as const)[vote], sideOfA: null, ms: null },
      }));
      const asked = Array.from({ length: questions }, (_, q) => ({
        question: `q${q}`,
        query: `q${q}`,
        draw: false,
      }));
      const found = analyseVotes(votes, of, outcomeTable(of.judgements, consensus));
      const real = shareOfWins(asked, judgements, of.judgements, consensus);
      const outcomes = countOutcomes(asked, votesByQuestion(judgements), of.judgements, consensus);
      const { win, lose, draw, inconclusive } = outcomes;
      expect(found).toMatchObject({ win, lose, draw, inconclusive });
      if (real.low === null) expect(found.low).toBeNull();
      else {
        expect(found.low).toBeCloseTo(real.low, 9);
        expect(found.high).toBeCloseTo(real.high!, 9);
      }
    }
  });

  it('gives each question different raters, and each rater as many questions', () => {
    const of: Population = {
      ...{ middle: 0, answer: choiceBetween(0), raters: 5, judgements: 3, raterSd: 1, querySd: 1 },
    };
    const { rater, answer } = simulateVotes(of, 50, random(2));
    for (let at = 0; at < rater.length; at += 3) expect(new Set(rater.subarray(at, at + 3)).size).toBe(3);
    const counts = [0, 0, 0, 0, 0];
    for (const r of rater) counts[r]++;
    expect(counts).toEqual([30, 30, 30, 30, 30]);
    // More questions add to fewer.
    expect(simulateVotes(of, 80, random(2)).answer.subarray(0, 150)).toEqual(answer);
  });
});

describe('clusteredPower', () => {
  it('is the exact power of the sign test where one rater judges queries that are alike', () => {
    for (const questions of [60, 194, 300]) {
      const { power } = clusteredPower(alone, questions, { studies: 4000 });
      expect(Math.abs(power - signTestPower(questions, 0.6))).toBeLessThan(0.025);
    }
  });

  it('keeps the level where there is no difference, with few raters who differ', () => {
    const equal = { ...alone, win: 0.5, lose: 0.5, raters: 4, judgements: 3, raterSd: 0.5, querySd: 0.5 };
    // One side of two: 2.5% and chance.
    expect(clusteredPower(equal, 100, { studies: 2000 }).power).toBeLessThan(0.035);
  });

  it('counts every question once', () => {
    const found = clusteredPower({ ...alone, win: 0.4, lose: 0.25, raters: 5, judgements: 3 }, 80);
    expect(found.win + found.lose + found.draw + found.inconclusive).toBeCloseTo(1, 12);
    // By hand, of three votes at .4, .25 and .35: P(two or three equal) = .35^3 + 3 x .35^2 x .65.
    expect(Math.abs(found.draw - 0.28175)).toBeLessThan(0.01);
    expect(Math.abs(found.win - (0.4 ** 3 + 3 * 0.4 ** 2 * 0.6))).toBeLessThan(0.01);
  });

  it('falls with raters who differ, and rises with more of them', () => {
    const power = (raters: number, raterSd: number): number =>
      clusteredPower({ ...alone, win: 0.62, lose: 0.38, judgements: 3, raters, raterSd }, 120, {
        studies: 500,
      }).power;
    expect(power(4, 0.8)).toBeLessThan(power(4, 0) - 0.2);
    expect(power(24, 0.8)).toBeGreaterThan(power(4, 0.8) + 0.1);
  });

  it('is the same again, and another for another seed', () => {
    const of = (seed: number) => clusteredPower({ ...alone, raterSd: 0.5 }, 100, { studies: 300, seed });
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });
});

describe('plans', () => {
  it('need about as many questions as the exact answer says, where that applies', () => {
    const needed = clusteredQuestionsNeeded({ ...alone, win: 0.65, lose: 0.35 })!;
    expect(Math.abs(needed / decidedNeeded(0.65) - 1)).toBeLessThan(0.15);
    const found = clusteredShareFound({ ...alone, equal: 0 }, 200)!;
    expect(Math.abs(found - smallestShareFound(200)!)).toBeLessThan(0.012);
  });

  it('reach with so many questions the power that was asked for', () => {
    const design = { ...alone, win: 0.42, lose: 0.25, raters: 12, judgements: 3, raterSd: 0.4, querySd: 0.6 };
    const needed = clusteredQuestionsNeeded(design)!;
    expect(Math.abs(clusteredPower(design, needed, { studies: 1500, seed: 9 }).power - 0.8)).toBeLessThan(
      0.06,
    );
    expect(needed).toBeGreaterThan(decidedNeeded(0.42 / 0.67) / 2);
  });

  it('say that no number of questions is enough where three raters differ much', () => {
    const few = { ...alone, win: 0.55, lose: 0.45, raters: 3, judgements: 3, raterSd: 1 };
    expect(clusteredQuestionsNeeded(few, { studies: 60 })).toBeNull();
  });

  it('refuse what no study can have', () => {
    expect(() => clusteredPower({ ...alone, judgements: 3 }, 10)).toThrow(/1 raters cannot give 3/);
    expect(() => clusteredPower({ ...alone, win: 0.9, lose: 0.3 }, 10)).toThrow(/cannot be planned for/);
    expect(() => clusteredPower({ ...alone, raterSd: -1 }, 10)).toThrow(/log odds/);
    expect(() => clusteredQuestionsNeeded({ ...alone, win: 0.4, lose: 0.4 })).toThrow(/no difference/);
  });

  it('answer within a second or two for a usual design', () => {
    const design = { ...alone, win: 0.42, lose: 0.28, raters: 12, judgements: 3, raterSd: 0.4, querySd: 0.6 };
    const start = performance.now();
    clusteredQuestionsNeeded(design);
    // Alone it takes half a second; the machine may be busy.
    expect(performance.now() - start).toBeLessThan(6000);
  });
});

it('middleOf gives the share that SciPy integrates (scipy.integrate.quad of expit times norm.pdf)', () => {
  expect(middleOf(0.6, 0)).toBeCloseTo(Math.log(1.5), 8);
  expect(middleOf(0.5, 2)).toBeCloseTo(0, 8);
  for (const [share, spread, middle] of [
    [0.6, 0.5, 0.4292],
    [0.7, 1, 1.0184],
    [0.9, 2, 3.417],
  ])
    expect(middleOf(share, spread)).toBeCloseTo(middle, 2);
});
