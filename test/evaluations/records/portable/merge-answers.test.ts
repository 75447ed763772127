/** Answers that do not fit together: two to one question, taken back on one machine only, or made up. */
import { describe, expect, it } from 'vitest';
import { undoJudgement } from '../../../../evaluations/records/judgements.ts';
import type { Records } from '../../../../evaluations/records/open-records.ts';
import type { CarriedJudgement } from '../../../../evaluations/records/portable/carried-answers.ts';
import type { CarriedStudy } from '../../../../evaluations/records/portable/carried-study.ts';
import { mergeAnswers } from '../../../../evaluations/records/portable/merge-answers.ts';
import { makeKey, seal, unseal } from '../../../../evaluations/records/portable/sealed-file.ts';
import { studyReport } from '../../../../evaluations/records/study-report.ts';
import { aStudy } from '../a-study.ts';
import { answer, answersOf, at, machines, sent, taken } from './machines.ts';

const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

const { machine, copyOf } = machines();
const merge = (home: Records, bytes: Uint8Array) =>
  mergeAnswers(home, { study: 'study', bytes, file: 'a.pinwise-answers' });

/** Every order of three files, each of them twice, gives the same report to the byte. */
function sameInAnyOrder(home: Records, files: readonly Uint8Array[]): { judgements: number } {
  const reports = orders.map((order) => {
    const copy = copyOf(home);
    for (const i of [...order, ...order]) merge(copy, files[i]);
    return JSON.stringify(studyReport(copy, 'study'));
  });
  expect(new Set(reports).size).toBe(1);
  return JSON.parse(reports[0]) as { judgements: number };
}

describe('a home that was copied, so that one rater answered a question twice', () => {
  it('keeps the earlier answer, names the question, and names it again', () => {
    const home = machine();
    aStudy(home, at(0), { questions: 6 });
    const there = taken(machine(), sent(home));
    const twin = copyOf(there);
    const question = answer(there, 1, 'left');
    answer(twin, 2, 'right');
    merge(home, answersOf(twin));
    const conflicts = [{ rater: 'ada', question }];
    expect(merge(home, answersOf(there))).toMatchObject({ added: 1, conflicts, judgements: 1 });
    expect(merge(home, answersOf(there))).toMatchObject({ added: 0, known: 1, conflicts, judgements: 1 });
    const standing = home.db.prepare('SELECT choice FROM judgements WHERE undone_at IS NULL').all();
    expect(standing).toEqual([{ choice: 'left' }]);
  });

  it('lets the later stand when the earlier was taken back, in any order of the files', () => {
    const home = machine();
    aStudy(home, at(0), { questions: 6 });
    const there = taken(machine(), sent(home));
    const twin = copyOf(there);
    answer(there, 1, 'left');
    const before = answersOf(there);
    answer(twin, 2, 'right');
    undoJudgement(there, { study: 'study', rater: 'ada', now: at(3) });
    expect(sameInAnyOrder(home, [before, answersOf(twin), answersOf(there)]).judgements).toBe(1);
  });

  it('counts no answer that was taken back in the millisecond in which it was given', () => {
    const home = machine();
    aStudy(home, at(0), { questions: 6 });
    const there = taken(machine(), sent(home));
    answer(there, 1, 'left');
    const before = answersOf(there);
    undoJudgement(there, { study: 'study', rater: 'ada', now: at(1) });
    const after = answersOf(there);
    answer(there, 2, 'right');
    undoJudgement(there, { study: 'study', rater: 'ada', now: at(3) });
    expect(sameInAnyOrder(home, [before, after, answersOf(there)]).judgements).toBe(0);
  });
});

it('gives the same report for three machines in every order', () => {
  const home = machine();
  aStudy(home, at(0), { questions: 8, gold: 2, repeats: 2 });
  const file = sent(home);
  const files = (['left', 'right', 'equal'] as const).map((choice, i) => {
    const there = taken(machine(), file);
    for (let n = 0; n < 9; n++) answer(there, 1 + i + n, choice);
    undoJudgement(there, { study: 'study', rater: 'ada', now: at(40) });
    return answersOf(there);
  });
  expect(sameInAnyOrder(home, files)).toMatchObject({ raters: { length: 3 } });
});

describe('answers that nobody can have given', () => {
  const forged = (home: Records, rows: readonly Partial<CarriedJudgement>[]): Buffer => {
    const judgements = rows.map((row, i) => ({
      ...{ uid: `made-up-${i}`, rater: 'eve', side_of_a: 'left', choice: 'left', ms: 1 },
      ...{ at: at(1).toISOString(), undone_at: null, ...row },
    }));
    const { hash } = asked(home);
    const raters = [{ rater: 'eve', joined_at: at(0).toISOString() }];
    const content = JSON.stringify({ hash, study: 'study', raters, judgements });
    return seal('answers', { 'answers.json': new TextEncoder().encode(content) }, makeKey());
  };
  const asked = (home: Records): CarriedStudy => {
    const { parts } = unseal(sent(home), 'study', 'a.pinwise-study');
    return JSON.parse(new TextDecoder().decode(parts['study.json'])) as CarriedStudy;
  };
  const rowsIn = (home: Records): number =>
    ['judgements', 'raters'].flatMap((table) => home.db.prepare(`SELECT 1 FROM ${table}`).all()).length;

  it.each<[string, Partial<CarriedJudgement>]>([
    ['a grade where sides are chosen', { choice: '3' }],
    ['"both good" where there is one "equal"', { choice: 'both-good' }],
    ['an unknown question', { question: 'q9999' }],
    ['a rater who is not in the file', { rater: 'mallory' }],
  ])('%s, as the last of a file: nothing of it is taken', (_, wrong) => {
    const home = machine();
    aStudy(home, at(0), { questions: 3 });
    const [{ question: first }, { question }] = asked(home).questions;
    const file = forged(home, [{ question: first }, { question, ...wrong }]);
    expect(() => merge(home, file)).toThrow(/a\.pinwise-answers .*nothing of it was taken/);
    expect(rowsIn(home)).toBe(0);
    expect(merge(home, forged(home, [{ question: first }, { question }]))).toMatchObject({ added: 2 });
  });

  it('an answer to a practice question, and to a draw that nobody is shown', () => {
    const home = machine();
    aStudy(home, at(0), { questions: 3, practice: 2 });
    const { question } = asked(home).questions.find(({ kind }) => kind === 'practice')!;
    expect(() => merge(home, forged(home, [{ question }]))).toThrow('cannot have got');
    const hidden = asked(home).questions.find(({ kind }) => kind === 'trial')!.question;
    home.db.exec(`UPDATE questions SET draw = 1, ordinal = NULL WHERE question = '${hidden}'`);
    expect(() => merge(home, forged(home, [{ question: hidden }]))).toThrow('cannot have got');
  });
});
