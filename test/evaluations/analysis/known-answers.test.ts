import { describe, expect, it } from 'vitest';
import { analyseStudy } from '../../../evaluations/analysis/analyse-study.ts';
import { drawKinds } from '../../../evaluations/analysis/draw-kinds.ts';
import { excludedRaters } from '../../../evaluations/analysis/exclude-raters.ts';
import { goldRight } from '../../../evaluations/analysis/gold.ts';
import type { JudgedStudy, RepeatAnswer } from '../../../evaluations/analysis/judged-study.ts';
import type { Judgement, Preference } from '../../../evaluations/analysis/judgement.ts';
import { votesByQuestion } from '../../../evaluations/analysis/consensus.ts';
import { raterFlags } from '../../../evaluations/analysis/rater-flags.ts';
import { selfAgreement } from '../../../evaluations/analysis/self-agreement.ts';
import { judgedStudy } from './judged-study.ts';

const again = (pairs: string, rater = 'ann'): RepeatAnswer[] => {
  const of: Record<string, Preference> = { a: 'a', b: 'b', '=': 'equal' };
  return pairs.split(' ').map(([first, second], i) => ({
    ...{ question: `q${i}`, rater, first: of[first], again: of[second] },
  }));
};
const gold = (answers: string, rater = 'ann') =>
  [...answers].map((letter, i) => ({ question: `g${i}`, rater, right: letter === '+' }));

describe('repeated and gold questions', () => {
  it("give shares with Wilson's intervals (statsmodels.stats.proportion.proportion_confint)", () => {
    const { same, side_switch } = selfAgreement(again('aa aa bb == ab ba =a b='));
    expect(same).toEqual({
      value: 0.5,
      low: expect.closeTo(0.2152, 4),
      high: expect.closeTo(0.7848, 4),
    });
    // The item went, the side stayed: twice. "Equal" is no side.
    expect(side_switch.value).toBe(0.25);
    expect(goldRight(gold('+++++++++-'))).toEqual({
      value: 0.9,
      low: expect.closeTo(0.5958, 4),
      high: expect.closeTo(0.9821, 4),
    });
  });

  it('say why there is no share', () => {
    expect(selfAgreement([]).same).toMatchObject({ value: null, reason: 'no question was shown twice' });
    expect(goldRight([]).reason).toBe('no question with a known answer was asked');
  });
});

describe('the flags of gold and repeated questions', () => {
  const flags = (counted: Partial<Parameters<typeof raterFlags>[0]>): string[] =>
    raterFlags({
      ...{ answers: 0, sides: { left: 0, right: 0, equal: 0 }, medianMs: null, evidence: [] },
      ...counted,
    });

  // scipy.stats.binom.cdf: (4, 12, .75) = .0028, (5, 12, .75) = .0143; (4, 20, .5) = .0059, (5, 20, .5) = .0207.
  it.each([
    [{ gold: { count: 4, of: 12 } }, ['fails-gold']],
    [{ gold: { count: 5, of: 12 } }, []],
    [{ gold: { count: 0, of: 3 } }, []],
    [{ same: { count: 4, of: 20 } }, ['contradicts-self']],
    [{ same: { count: 5, of: 20 } }, []],
    [{ gold: { count: 0, of: 0 }, same: { count: 0, of: 0 } }, []],
  ])('are raised by exact binomial tests at 1%%: %j %j', (counted, raised) => {
    expect(flags(counted)).toEqual(raised);
  });
});

describe('exclusion', () => {
  const known = (value: number | null) => ({ value, low: null, high: null });
  const raters = [
    { rater: 'ann', gold_right: known(0.9), self_agreement: known(0.8), flags: [] },
    { rater: 'bob', gold_right: known(0.5), self_agreement: known(0.3), flags: ['left-clicker' as const] },
    { rater: 'cas', gold_right: known(null), self_agreement: known(null), flags: ['too-fast' as const] },
    { rater: 'dan', gold_right: known(0.75), self_agreement: known(0.5), flags: [] },
  ];

  it('names every rule that was broken; what nobody measured excludes nobody, what is just enough is enough', () => {
    const rule = { goldBelow: 0.75, selfAgreementBelow: 0.5, flags: ['left-clicker' as const] };
    expect(excludedRaters(rule, raters)).toEqual([
      {
        rater: 'bob',
        reason:
          '50%, less than 75%, of the gold questions right, 30%, less than 50%, of the repeated questions answered as before, left clicker',
      },
    ]);
  });

  it('leaves out nobody where the design has no rule', () => {
    expect(excludedRaters({ goldBelow: null, selfAgreementBelow: null, flags: [] }, raters)).toEqual([]);
  });

  const study = (exclude: Partial<JudgedStudy['design']['exclude']>): JudgedStudy => {
    // Rater 2 says b where the others say a, and does not know the gold questions.
    const judged = judgedStudy([...new Array<string>(30).fill('aab'), ...new Array<string>(12).fill('bba')], {
      wanted: 2,
    });
    return {
      ...judged,
      design: { ...judged.design, exclude: { ...judged.design.exclude, ...exclude } },
      gold: ['++++', '+++-', '+---'].flatMap((answers, r) => gold(answers, `rater ${r}`)),
      repeats: again('aa aa ab', 'rater 0'),
    };
  };

  it('takes the judgements of those raters out of everything that is counted, and says so', () => {
    const all = analyseStudy(study({}));
    const kept = analyseStudy(study({ goldBelow: 0.5 }));
    expect(all.raters.map(({ excluded }) => excluded)).toEqual([null, null, null]);
    expect(kept.raters.map(({ excluded }) => excluded)).toEqual([
      null,
      null,
      '25%, less than 50%, of the gold questions right',
    ]);
    // The raters themselves are reported alike; 42 judgements less count.
    expect(kept.raters.map(({ excluded: _, ...rater }) => rater)).toEqual(
      all.raters.map(({ excluded: _, ...rater }) => rater),
    );
    expect([all.judgements, kept.judgements]).toEqual([126, 84]);
    expect(kept.agreement.alpha.value).toBe(1);
    expect(all.agreement.alpha.value).toBeLessThan(0.5);
    expect(kept.left.left + kept.left.right).toBe(84);
    expect(kept.disagreements).toEqual([]);
    expect(kept.gold_right.value).toBeCloseTo(8 / 12, 12);
    expect(kept.self_agreement.same.value).toBeCloseTo(2 / 3, 12);
    const check = kept.checks.find(({ name }) => name === 'Exclusions followed the rule');
    expect(check).toMatchObject({ outcome: 'passed' });
    expect(check!.meaning).toContain('rater 2 (25%, less than 50%, of the gold questions right)');
    expect(all.checks.find(({ name }) => name === check!.name)!.outcome).toBe('not-run');
  });

  it('leaves questions open that have too few judgements without them', () => {
    const judged = study({ goldBelow: 0.5 });
    const kept = analyseStudy({ ...judged, design: { ...judged.design, judgements: 3 } });
    expect(kept.pairs[0]).toMatchObject({ unanswered: 42, inconclusive: 42, win: 0 });
  });
});

describe('draws', () => {
  const judgements = (rows: string[]): Judgement[] =>
    rows.flatMap((row, q) =>
      [...row].map((letter, r): Judgement => ({
        ...{ question: `q${q}`, rater: `r${r}`, sideOfA: null, ms: null },
        ...(letter === 'a'
          ? { preference: 'a' }
          : { preference: 'equal', equal: letter === 'g' ? ('good' as const) : ('poor' as const) }),
      })),
    );
  it('are told apart by most of their judgements, a tie nowhere, and no other question counts', () => {
    const given = judgements(['ggg', 'gga', 'ppg', 'agp', 'aag', 'gp']);
    expect(drawKinds(given, votesByQuestion(given), 2)).toEqual({ bothGood: 2, bothPoor: 1 });
  });

  it('are reported apart only where raters were asked which', () => {
    const judged = judgedStudy(['===', 'aaa']);
    expect(analyseStudy(judged).pairs[0]).toMatchObject({ draw: 1, bothGood: null, bothPoor: null });
    const split = {
      ...judged,
      design: { ...judged.design, equal: 'split' as const },
      judgements: judged.judgements.map((one) =>
        one.preference === 'equal' ? { ...one, equal: 'poor' as const } : one,
      ),
    };
    expect(analyseStudy(split).pairs[0]).toMatchObject({ draw: 1, bothGood: 0, bothPoor: 1 });
  });
});

describe('a sample by strata', () => {
  it('is reported by stratum, by its weights, and the verdict goes by both', () => {
    const judged = judgedStudy([...new Array<string>(40).fill('a'), ...new Array<string>(20).fill('b')], {
      wanted: 1,
    });
    // a wins 40 of 60, but where it wins stands for few queries.
    const questions = judged.questions.map((question, i) => ({
      ...question,
      ...(i < 40 ? { stratum: 'few', weight: 0.3 } : { stratum: 'many', weight: 2.4 }),
    }));
    const { pairs, sentence, ranking } = analyseStudy({ ...judged, questions });
    expect(pairs[0].strata.map(({ stratum, win, lose }) => [stratum, win, lose])).toEqual([
      ['few', 40, 0],
      ['many', 0, 20],
    ]);
    expect(pairs[0].share_of_wins.value).toBeCloseTo(12 / 60, 12);
    expect(pairs[0].sign_test_p).toBeLessThan(0.05);
    expect(ranking.map(({ rank }) => rank)).toEqual([1, 1]);
    expect(sentence).toMatch(
      /^Not settled: visual won 80% of the 60 decided questions, weighted by .*; but of the questions as they were asked pinsage won more\.$/,
    );
  });
});
