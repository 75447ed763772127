import { describe, expect, it } from 'vitest';
import type { Choice } from '../../../evaluations/analysis/judgement.ts';
import { readJudgedStudy } from '../../../evaluations/records/judged-study.ts';
import { recordJudgement } from '../../../evaluations/records/judgements.ts';
import { type Trial, raterTurn } from '../../../evaluations/records/rater-turn.ts';
import { studyReport } from '../../../evaluations/records/study-report.ts';
import { aStudy, freshRecords } from './a-study.ts';

const store = freshRecords();
const now = new Date('2026-01-01T09:00:00Z');

/** Answers everything that the rater is asked. */
function rate(rater: string, choose: (trial: Trial) => Choice): number {
  for (let asked = 0; ; asked++) {
    const { trial } = raterTurn(store.records, 'study', rater, now, { trialsOnly: true });
    if (!trial) return asked;
    recordJudgement(store.records, {
      ...{ study: 'study', rater, question: trial.question, choice: choose(trial), ms: 100, now },
    });
  }
}
const prefer =
  (...letters: string[]) =>
  ({ left, right }: Trial): Choice => {
    const place = (id: string): number => {
      const at = letters.indexOf(id[0]);
      return at < 0 ? letters.length : at;
    };
    return place(left[0].id) < place(right[0].id) ? 'left' : 'right';
  };

describe('what raters answered, as analysis gets it', () => {
  it('tells gold and repeated questions from what is counted', () => {
    aStudy(store.records, now, { gold: 5, repeats: 3 });
    expect(rate('ada', prefer('+', 'x'))).toBe(20);
    expect(rate('bob', prefer('-', 'y'))).toBe(20);
    const { judgements, gold, repeats, questions } = readJudgedStudy(store.records, 'study');
    expect(questions).toHaveLength(12);
    expect(judgements.map(({ preference }) => preference).sort()).toEqual([
      ...new Array<string>(12).fill('a'),
      ...new Array<string>(12).fill('b'),
    ]);
    expect(gold.filter(({ right }) => right).map(({ rater }) => rater)).toEqual(new Array(5).fill('ada'));
    expect(repeats).toHaveLength(6);
    expect(repeats.every(({ first, again }) => first === again)).toBe(true);
    const { pairs, checks } = studyReport(store.records, 'study');
    expect(pairs[0]).toMatchObject({ questions: 12, inconclusive: 12 });
    expect(checks.find(({ name }) => name === 'Repeated questions')?.outcome).toBe('passed');
  });

  it('sees through a clicker of one side by their repeated questions', () => {
    aStudy(store.records, now, { repeats: 6 });
    rate('eve', () => 'left');
    const { repeats } = readJudgedStudy(store.records, 'study');
    expect(repeats.some(({ first, again }) => first === again)).toBe(false);
  });

  it('compares the two grades that one rater gave', () => {
    aStudy(store.records, now, { trial: 'grade' });
    const grades: Record<string, Choice[]> = { x: ['3', '2', '0'], y: ['1', '2', '0'] };
    expect(
      rate('ada', ({ left, right }) => {
        expect([left.length, right.length]).toEqual([1, 0]);
        const [letter, ...query] = left[0].id;
        return grades[letter][Number(query.join('')) % 3];
      }),
    ).toBe(24);
    const { judgements } = readJudgedStudy(store.records, 'study');
    const count = (preference: string, equal?: string): number =>
      judgements.filter((one) => one.preference === preference && one.equal === equal).length;
    expect([count('a'), count('equal', 'good'), count('equal', 'poor'), judgements.length]).toEqual([
      4, 4, 4, 12,
    ]);
    expect(studyReport(store.records, 'study').pairs[0]).toMatchObject({ win: 4, lose: 0, draw: 8 });
  });

  it('reports each pair of several runs, and ranks them', () => {
    aStudy(store.records, now, { runs: ['run x', 'run y', 'run z'], questions: 60 });
    let asked = 0;
    rate('ada', (trial) => (asked++ % 10 === 0 ? prefer('z', 'y', 'x') : prefer('x', 'y', 'z'))(trial));
    const { pairs, ranking, ranking_reason } = studyReport(store.records, 'study');
    expect(pairs.map(({ a, b, questions }) => [a, b, questions])).toEqual([
      ['run x', 'run y', 20],
      ['run x', 'run z', 20],
      ['run y', 'run z', 20],
    ]);
    for (const { questions, win, lose, draw, inconclusive } of pairs) {
      expect(win + lose + draw + inconclusive).toBe(questions);
      expect(win).toBeGreaterThan(lose);
    }
    expect(ranking.map(({ run, rank }) => [run, rank])).toEqual([
      ['run x', 1],
      ['run y', 2],
      ['run z', 3],
    ]);
    expect(ranking_reason).toBeNull();
  });

  it('keeps both good and both poor apart, and refuses answers that the design does not have', () => {
    aStudy(store.records, now, { equal: 'split' });
    rate('ada', ({ query }) => (Number(query.id.slice(1)) < 6 ? 'both-good' : 'both-poor'));
    const { judgements } = readJudgedStudy(store.records, 'study');
    expect(
      judgements.filter(({ preference, equal }) => preference === 'equal' && equal === 'good'),
    ).toHaveLength(6);
    expect(() =>
      recordJudgement(store.records, {
        ...{ study: 'study', rater: 'bob', question: 'q0001', choice: 'equal', ms: null, now },
      }),
    ).toThrow('study is answered by left, both-good, both-poor, right, not by equal');
  });

  it('notices when what was frozen is changed behind its back', () => {
    aStudy(store.records, now, { gold: 2, repeats: 2 });
    const check = () =>
      studyReport(store.records, 'study').checks.find(({ name }) => name === 'Nothing was changed');
    expect(check()?.outcome).toBe('passed');
    store.records.db.exec("UPDATE questions SET shown = replace(shown, 'x3', 'x4')");
    expect(check()?.outcome).toBe('failed');
  });
});
