import { describe, expect, it } from 'vitest';
import { analyseStudy } from '../../../evaluations/analysis/analyse-study.ts';
import type { StudyReport } from '../../../evaluations/analysis/study-report.ts';
import { StudyReport as StudyReportSchema } from '../../../electron/contract/studies.ts';
import { random } from '../../../evaluations/random.ts';
import { judgedStudy } from './judged-study.ts';

const rows = (count: number, row: string): string[] => new Array<string>(count).fill(row);
const report = (...of: Parameters<typeof judgedStudy>): StudyReport => analyseStudy(judgedStudy(...of));
const outcomes = (of: StudyReport): Record<string, string> =>
  Object.fromEntries(of.checks.map(({ name, outcome }) => [name, outcome]));

describe('the report', () => {
  /** The same answers from raters in turn, so that no rater has a taste of their own. */
  const turned = (count: number, row: string): string[] =>
    rows(count, row).map((letters, i) => letters.slice(i % 3) + letters.slice(0, i % 3));
  const clear = [...turned(61, 'aab'), ...turned(30, 'bba'), ...turned(20, '==a'), ...turned(4, 'ab=')];

  it('passes the schema of the window', () => {
    expect(StudyReportSchema.parse(report(clear, { draws: 5 }))).toEqual(report(clear, { draws: 5 }));
    expect(StudyReportSchema.safeParse(report([], { draws: 1 })).success).toBe(true);
  });

  it('counts questions, tests them and ranks the runs', () => {
    const { pairs, ranking, judgements } = report(clear, { draws: 5 });
    expect(pairs[0]).toMatchObject({
      ...{ a: 'pinsage', b: 'visual', questions: 120, win: 61, lose: 30, draw: 25, inconclusive: 4 },
      ...{ unanswered: 0, drawsByConstruction: 5 },
    });
    expect(pairs[0].share_of_wins.value).toBeCloseTo(61 / 91, 14);
    // scipy.stats.binomtest(61, 91).pvalue
    expect(pairs[0].sign_test_p).toBeCloseTo(0.0015165, 7);
    expect(ranking).toMatchObject([
      { run: 'pinsage', rank: 1 },
      { run: 'visual', rank: 2 },
    ]);
    // Davidson's strengths of two models: half the logarithm of wins over losses, each.
    expect(ranking.map(({ strength }) => strength)).toEqual([
      expect.closeTo(Math.log(61 / 30) / 2, 10),
      expect.closeTo(-Math.log(61 / 30) / 2, 10),
    ]);
    expect(judgements).toBe(345);
  });

  it('settles nothing where the raters differ so much that others could say otherwise', () => {
    const found = report([...rows(61, 'aab'), ...rows(30, 'bba')]);
    expect(found.pairs[0].sign_test_p).toBeCloseTo(0.0015165, 7);
    expect(found.pairs[0].share_of_wins.low).toBeLessThan(0.5);
    expect(found.ranking.map(({ rank }) => rank)).toEqual([1, 1]);
    expect(found.sentence).toMatch(/^Not settled: pinsage won 67% .*other raters and queries could well say/);
  });

  it('is the same from the other side', () => {
    const swap = (row: string): string => row.replace(/[ab]/g, (letter) => (letter === 'a' ? 'b' : 'a'));
    const [here] = report(clear).pairs;
    const [there] = report(clear.map(swap)).pairs;
    expect([there.win, there.lose, there.draw]).toEqual([here.lose, here.win, here.draw]);
    expect(there.sign_test_p).toBe(here.sign_test_p);
    expect(there.share_of_wins.low).toBeCloseTo(1 - here.share_of_wins.high!, 14);
  });

  it('shows the questions that raters disagree about most, most first', () => {
    const { disagreements } = report(['aaa', 'aab', 'ab=', '===', '.ab']);
    expect(disagreements.map(({ question }) => question)).toEqual(['q2', 'q4', 'q1']);
    expect(disagreements[0].votes).toEqual({ a: 1, b: 1, equal: 1 });
  });

  it('comes out the same again', () => expect(report(clear)).toEqual(report(clear)));
});

describe('the sentence', () => {
  const sentence = (...of: Parameters<typeof judgedStudy>): string => report(...of).sentence;

  it('says who is preferred, by how much and how sure that is', () => {
    expect(sentence([...rows(61, 'a'), ...rows(30, 'b')], { wanted: 1, draws: 9 })).toBe(
      'Raters preferred pinsage to visual: pinsage won 67% of the 91 decided questions (95% interval 57% to 76%). ' +
        'Between equally good runs chance alone would give so clear a result about once in 660 studies. ' +
        'Of 100 questions: 9 draws because both runs answer the same.',
    );
    expect(sentence([...rows(30, 'a'), ...rows(61, 'b')], { wanted: 1 })).toMatch(
      /^Raters preferred visual to pinsage: visual won 67% .* \(95% interval 57% to 76%\)\./,
    );
    expect(sentence(rows(60, 'a'), { wanted: 1 })).toContain('less than once in a million studies');
  });

  it('says what is excluded where no difference was found', () => {
    expect(sentence([...rows(31, 'a'), ...rows(29, 'b')], { wanted: 1 })).toBe(
      'No difference found: pinsage won 52% of the 60 decided questions (95% interval 39% to 64%); for either run a ' +
        'share of wins over 64% is excluded.',
    );
  });

  it('does not settle what the interval favours and the exact test does not', () => {
    expect(sentence(rows(5, 'a'), { wanted: 1 })).toMatch(
      /^Not settled: pinsage won 100% of the 5 decided questions \(95% interval 57% to 100%\), but .* about once in 16 studies\./,
    );
  });

  it('has words for a study without judgements, without decisions and without questions to ask', () => {
    expect(sentence(['...', '...'])).toBe('No judgements yet, of the 6 that the study asks for.');
    expect(sentence(['===', 'ab='])).toMatch(/^No question was decided for either run/);
    expect(sentence([], { draws: 3 })).toMatch(/^The runs answer every question the same/);
  });

  it('warns while questions are open', () => {
    expect(sentence([...rows(20, 'aaa'), 'a..'])).toMatch(/with 1 question still open/);
  });

  it('never says p', () => {
    const rng = random(3);
    for (let trial = 0; trial < 100; trial++) {
      const answers = Array.from({ length: 1 + rng.below(40) }, () => 'aab=.'[rng.below(5)]);
      expect(sentence(answers, { wanted: 1 })).not.toMatch(/\bp\b|NaN|null|undefined|Infinity/);
    }
  });
});

describe('the checks', () => {
  it('pass for raters who look and agree', () => {
    const rng = random(4);
    const answers = Array.from({ length: 60 }, () => {
      const truth = 'aab='[rng.below(4)];
      return Array.from({ length: 3 }, () => (rng.next() < 0.8 ? truth : 'ab='[rng.below(3)])).join('');
    });
    expect(outcomes(report(answers))).toEqual({
      'Every question is accounted for': 'passed',
      'Nothing was changed': 'passed',
      Complete: 'passed',
      'Sides were balanced': 'passed',
      'No habit of one side': 'passed',
      'Raters agree beyond chance': 'passed',
      'Raters looked': 'passed',
      'Exclusions followed the rule': 'not-run',
      'No single rater decides': 'passed',
      'Gold questions': 'not-run',
      'Repeated questions': 'not-run',
    });
  });

  it('fail for a study closed too early, raters who disagree, a habit of one side and a result that hangs on one rater', () => {
    const study = judgedStudy(['aa.', 'aaa']);
    expect(outcomes(analyseStudy({ ...study, state: 'open' })).Complete).toBe('not-run');
    expect(outcomes(analyseStudy({ ...study, state: 'closed' })).Complete).toBe('failed');
    const rng = random(5);
    const noise = Array.from({ length: 60 }, () =>
      Array.from({ length: 3 }, () => 'ab='[rng.below(3)]).join(''),
    );
    expect(outcomes(report(noise))['Raters agree beyond chance']).toBe('failed');
    const habit = judgedStudy(rows(40, 'a'), { wanted: 1 });
    const left = habit.judgements.map((judgement) => ({ ...judgement, sideOfA: 'left' as const }));
    expect(outcomes(analyseStudy({ ...habit, judgements: left }))).toMatchObject({
      'Sides were balanced': 'failed',
      'No habit of one side': 'failed',
      'Raters looked': 'failed',
    });
    expect(outcomes(report([...rows(10, 'aab'), ...rows(9, 'bba')]))['No single rater decides']).toBe(
      'failed',
    );
  });

  it('of gold questions needs eight answers, the fewest that chance does not get right so often', () => {
    const study = judgedStudy(['aaa']);
    const checked = (right: number, wrong: number) => {
      const gold = Array.from({ length: right + wrong }, (_, i) => ({
        ...{ question: `g${i}`, rater: 'ann', right: i < right },
      }));
      return outcomes(analyseStudy({ ...study, gold }))['Gold questions'];
    };
    expect([checked(7, 0), checked(8, 0), checked(6, 2), checked(0, 8)]).toEqual([
      ...['not-run', 'passed', 'failed', 'failed'],
    ]);
  });

  it('are not run where there is nothing to check', () => {
    expect(outcomes(report(['...']))).toMatchObject({
      'Sides were balanced': 'not-run',
      'No habit of one side': 'not-run',
      'Raters agree beyond chance': 'not-run',
      'Raters looked': 'not-run',
      'No single rater decides': 'not-run',
    });
  });
});
