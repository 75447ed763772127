/** Practice before grades: one item at a time, with more than one right answer. */
import { expect, it } from 'vitest';
import type { Choice } from '../../../evaluations/analysis/judgement.ts';
import { exportedJudgements } from '../../../evaluations/records/exported-judgement.ts';
import { recordJudgement } from '../../../evaluations/records/judgements.ts';
import { answerPractice, beginSitting, consentTo } from '../../../evaluations/records/practice.ts';
import { type RaterTurn, raterTurn } from '../../../evaluations/records/rater-turn.ts';
import { studyReport } from '../../../evaluations/records/study-report.ts';
import { showStudy } from '../../../evaluations/records/studies.ts';
import { workedExample } from '../../../evaluations/records/worked-example.ts';
import { aStudy, freshRecords } from './a-study.ts';

const store = freshRecords();
const start = Date.parse('2026-01-01T09:00:00Z');
const at = (minutes: number): Date => new Date(start + minutes * 60_000);
const turn = (minutes: number): RaterTurn => raterTurn(store.records, 'study', 'ada', at(minutes));
const current = (minutes: number, choice: Choice) => ({
  ...{ study: 'study', rater: 'ada', question: turn(minutes).trial!.question, choice, ms: 5 },
  now: at(minutes),
});
const practise = (minutes: number, choice: Choice) => answerPractice(store.records, current(minutes, choice));
const judge = (minutes: number, choice: Choice): number =>
  recordJudgement(store.records, { ...current(minutes, choice), currentOnly: true });

it.each([
  ['0', '-', ['0', '1']],
  ['1', '-', ['0', '1']],
  ['2', '+', ['2', '3']],
  ['3', '+', ['2', '3']],
] as const)('takes %s as right where the item is known as "%s" alone', (choice, right, accepted) => {
  aStudy(store.records, at(0), { trial: 'grade', practice: 6 });
  beginSitting(store.records, 'study', 'ada', at(0));
  const shown = Array.from({ length: 6 }, () => {
    const { left, right: other, query } = turn(0).trial!;
    expect([left.length, other.length]).toEqual([1, 0]);
    expect(query.id).toMatch(/^practice/);
    const told = practise(0, choice);
    const known = left[0].id[0];
    expect(told.right).toBe(known === right);
    if (told.right) expect(told.accepted).toEqual(accepted);
    else expect(told.accepted).not.toContain(choice);
    return known;
  });
  expect(shown.sort().join('')).toBe('+++---');
});

it('goes through consent, instructions with both kinds of item, practice and grades, the same after a kill', () => {
  aStudy(store.records, at(0), { trial: 'grade', consent: 'I agree.', practice: 4, gold: 2, repeats: 2 });
  expect(turn(0).stage).toBe('consent');
  consentTo(store.records, 'study', 'ada', at(0));
  expect(turn(0).stage).toBe('instructions');
  expect(workedExample(store.records, 'study')).toMatchObject({
    related: [{ id: expect.stringMatching(/^\+/) as string }],
    unrelated: [{ id: expect.stringMatching(/^-/) as string }],
  });
  beginSitting(store.records, 'study', 'ada', at(1));
  practise(1, '3');
  const { trial } = turn(1);
  store.reopen();
  expect(turn(1)).toMatchObject({ stage: 'practice', trial, progress: { done: 1, total: 4 } });
  for (let i = 0; i < 3; i++) practise(2, '0');
  expect(turn(2)).toMatchObject({ stage: 'trial', canUndo: false, progress: { done: 0, total: 32 } });
});

it('takes no side and no grade beyond 3', () => {
  aStudy(store.records, at(0), { trial: 'grade', practice: 1 });
  beginSitting(store.records, 'study', 'ada', at(0));
  expect(() => practise(0, 'left')).toThrow('answered by 0, 1, 2, 3');
});

it('comes to three again after a gap, with a better and a worse one among them, and goes on where it was', () => {
  aStudy(store.records, at(0), { trial: 'grade', practice: 6, gapMinutes: 60 });
  beginSitting(store.records, 'study', 'ada', at(0));
  for (let i = 0; i < 6; i++) practise(1, '1');
  judge(2, '2');
  const { question } = turn(2).trial!;
  expect(turn(63).stage).toBe('instructions');
  beginSitting(store.records, 'study', 'ada', at(63));
  expect(turn(63)).toMatchObject({ stage: 'practice', progress: { done: 0, total: 3 } });
  const known = Array.from({ length: 3 }, () => {
    const [{ id }] = turn(64).trial!.left;
    practise(64, '1');
    return id[0];
  });
  expect(new Set(known).size).toBe(2);
  expect(turn(64)).toMatchObject({ stage: 'trial', progress: { done: 1 }, trial: { question } });
});

it('never counts: not as a judgement, not for the rater, not in an export', () => {
  aStudy(store.records, at(0), { trial: 'grade', practice: 5, questions: 3 });
  beginSitting(store.records, 'study', 'ada', at(0));
  const { question } = turn(0).trial!;
  const asTrial = { study: 'study', rater: 'ada', question, choice: '3', ms: 1, now: at(0) } as const;
  expect(() => recordJudgement(store.records, asTrial)).toThrow('asks no question');
  for (let i = 0; i < 5; i++) practise(0, '3');
  expect(showStudy(store.records, 'study')).toMatchObject({ judgements: 0, wanted: 6 });
  while (turn(0).trial) judge(0, turn(0).trial!.left[0].id.startsWith('x') ? '3' : '1');
  const report = studyReport(store.records, 'study');
  expect(report.pairs[0]).toMatchObject({ win: 3, lose: 0, draw: 0, inconclusive: 0 });
  expect([report.judgements, report.wanted, report.gold_right.value]).toEqual([3, 3, null]);
  expect(exportedJudgements(store.records, 'study').map(({ kind }) => kind)).toEqual(
    new Array(6).fill('grade'),
  );
  expect(report.checks.find(({ name }) => /changed/i.test(name))?.outcome).toBe('passed');
});
