/** Studies of grades with questions whose answer is known, and with some that come twice. */
import { expect, it } from 'vitest';
import { recordJudgement } from '../../../evaluations/records/judgements.ts';
import { raterTurn } from '../../../evaluations/records/rater-turn.ts';
import { exportedJudgements } from '../../../evaluations/records/exported-judgement.ts';
import { studyReport } from '../../../evaluations/records/study-report.ts';
import { aStudy, freshRecords } from './a-study.ts';

const store = freshRecords();
const now = new Date('2026-01-01T09:00:00Z');

/** Grades every item that is shown; returns the names of the items in the order of showing. */
function gradeAll(rater: string, gradeOf: (item: string, seen: number) => 0 | 1 | 2 | 3): string[] {
  const shown: string[] = [];
  for (;;) {
    const { trial } = raterTurn(store.records, 'study', rater, now, { trialsOnly: true });
    if (!trial) return shown;
    const [{ id }] = trial.left;
    expect(trial.right).toEqual([]);
    const choice = String(gradeOf(id, shown.filter((one) => one === id).length)) as '0' | '1' | '2' | '3';
    shown.push(id);
    recordJudgement(store.records, { study: 'study', rater, question: trial.question, choice, ms: 5, now });
  }
}

it('counts known and repeated comparisons for the rater alone, and keeps the two showings apart', () => {
  aStudy(store.records, now, { trial: 'grade', gold: 3, repeats: 3 });
  const shown = gradeAll('ada', (item) => (/^[+x]/.test(item) ? 3 : 0));
  expect(shown).toHaveLength(2 * (12 + 3 + 3));
  const twice = shown.filter((item, i) => shown.indexOf(item) < i);
  expect(twice).toHaveLength(6);
  for (const item of twice) {
    const [first, again] = [shown.indexOf(item), shown.lastIndexOf(item)];
    expect(again - first > 10 || again >= shown.length - 6).toBe(true);
  }
  const { gold_right: gold, self_agreement: self, pairs, judgements } = studyReport(store.records, 'study');
  expect([gold.value, self.same.value, judgements]).toEqual([1, 1, 12]);
  expect(pairs[0]).toMatchObject({ questions: 12, win: 12, lose: 0 });
});

it('sees who grades known items wrong, and who changes their mind', () => {
  aStudy(store.records, now, { trial: 'grade', gold: 4, repeats: 4 });
  gradeAll('bob', (item, seen) => (item.startsWith('-') ? 2 : item.startsWith('x') && seen === 0 ? 3 : 1));
  const { gold_right: gold, self_agreement: self } = studyReport(store.records, 'study');
  expect([gold.value, self.same.value]).toEqual([0, 0]);
});

it('names no run for a known comparison in the exports', () => {
  aStudy(store.records, now, { trial: 'grade', gold: 1 });
  gradeAll('ada', () => 1);
  const known = exportedJudgements(store.records, 'study').filter(({ a }) => a === null);
  expect(known.map(({ shown_a: [item] }) => item).sort()).toEqual(['+0', '-0']);
});
