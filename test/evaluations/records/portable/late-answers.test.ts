/** Answers that come back when their study was closed: what is said of them, and the next version that counts them. */
import { describe, expect, it } from 'vitest';
import type { StudyReport } from '../../../../evaluations/analysis/study-report.ts';
import { undoJudgement } from '../../../../evaluations/records/judgements.ts';
import { readJudgedStudy } from '../../../../evaluations/records/judged-study.ts';
import type { Records } from '../../../../evaluations/records/open-records.ts';
import { LateAnswersError } from '../../../../evaluations/records/portable/late-answers.ts';
import { mergeAnswers } from '../../../../evaluations/records/portable/merge-answers.ts';
import { mergeAsNextVersion } from '../../../../evaluations/records/portable/next-version.ts';
import { raterTurn } from '../../../../evaluations/records/rater-turn.ts';
import { studyReport } from '../../../../evaluations/records/study-report.ts';
import { closeStudy, showStudy } from '../../../../evaluations/records/studies.ts';
import { aStudy } from '../a-study.ts';
import { answer, answersOf, at, machines, sent, taken } from './machines.ts';

const { machine, copyOf } = machines();
const CLOSED = 10;
const file = 'late.pinwise-answers';
const merge = (home: Records, bytes: Uint8Array, study = 'study') =>
  mergeAnswers(home, { study, bytes, file });
const next = (home: Records, bytes: Uint8Array, as: string, study = 'study') =>
  mergeAsNextVersion(home, { study, bytes, file, as, now: at(90) });

function refused(work: () => unknown): LateAnswersError {
  try {
    work();
  } catch (error) {
    if (error instanceof LateAnswersError) return error;
    throw error;
  }
  throw new Error('it was taken');
}

const tables = ['studies', 'arms', 'questions', 'raters', 'judgements', 'practice'];
/** All rows of a store. */
const rowsOf = ({ db }: Records) =>
  Object.fromEntries(tables.map((table) => [table, db.prepare(`SELECT * FROM ${table}`).all([])]));

/** Two answers at home and two there are in; the study is closed; then one was given there before it was, and two after. */
function lateHome(design = {}) {
  const home = machine();
  aStudy(home, at(0), { questions: 8, judgements: 2, gold: 2, repeats: 2, ...design });
  const there = taken(machine(), sent(home));
  for (const minute of [1, 2]) answer(there, minute, 'left');
  const early = answersOf(there);
  merge(home, early);
  for (const minute of [3, 4]) answer(home, minute, 'right');
  const open = copyOf(home);
  closeStudy(home, 'study', at(CLOSED));
  answer(there, CLOSED - 1, 'right');
  for (const minute of [1, 2]) answer(there, CLOSED + minute, 'left');
  return { home, there, open, early, late: answersOf(there) };
}

function withoutNames({ study: _, hash: __, checks: ___, ...rest }: StudyReport): unknown {
  return rest;
}

describe('a closed study', () => {
  it('takes nothing that it lacks, and says what was in the file, why not, and what helps', () => {
    const { home, late } = lateHome();
    const before = rowsOf(home);
    const report = studyReport(home, 'study');
    const error = refused(() => merge(home, late));
    expect(error).toMatchObject({ code: 'study-closed' });
    expect(error.late).toEqual({
      ...{ study: 'study', closedAt: at(CLOSED).toISOString() },
      ...{ before: 1, after: 2, known: 2, undone: 0, raters: 1, into: null },
    });
    expect(error.message).toContain('closed at 2026-01-01T09:10:00.000Z and keeps its verdict');
    expect(error.message).toContain(
      '3 judgements that it does not have (1 given before it was closed, 2 after)',
    );
    expect(error.message).toContain('pinwise study merge study late.pinwise-answers --as NAME');
    expect(rowsOf(home)).toEqual(before);
    expect(studyReport(home, 'study')).toEqual(report);
  });

  it('is content with a file of which it has all, and changes nothing', () => {
    const { home, early } = lateHome();
    const before = rowsOf(home);
    expect(merge(home, early)).toMatchObject({ added: 0, known: 2, undone: 0, judgements: 4 });
    expect(rowsOf(home)).toEqual(before);
  });

  it('leaves standing what was taken back elsewhere after it was closed, and says so', () => {
    const home = machine();
    aStudy(home, at(0));
    const there = taken(machine(), sent(home));
    answer(there, 1, 'left');
    merge(home, answersOf(there));
    closeStudy(home, 'study', at(CLOSED));
    undoJudgement(there, { study: 'study', rater: 'ada', now: at(CLOSED + 1) });
    const { late } = refused(() => merge(home, answersOf(there)));
    expect(late).toMatchObject({ before: 0, after: 0, known: 1, undone: 1 });
    expect(readJudgedStudy(home, 'study').judgements).toHaveLength(1);
    expect(next(home, answersOf(there), 'again')).toMatchObject({ undone: 1, judgements: 0 });
    expect(readJudgedStudy(home, 'study').judgements).toHaveLength(1);
  });

  it('knows a changed file as such', () => {
    const { home, late } = lateHome();
    late[late.length >> 1] ^= 1;
    const before = rowsOf(home);
    for (const work of [() => merge(home, late), () => next(home, late, 'again')]) {
      expect(work).toThrow('was changed after it was sealed');
    }
    expect(rowsOf(home)).toEqual(before);
  });
});

describe('its next version', () => {
  it('has what an open study would have had; the closed one stays, to the byte', () => {
    const { home, late, open } = lateHome();
    const [before, report] = [rowsOf(home), studyReport(home, 'study')];
    expect(next(home, late, 'again')).toMatchObject({
      ...{ study: 'again', version: 2, added: 3, known: 2, judgements: 7, raters: 1 },
    });
    merge(open, late);
    const { study, hash, checks, ...found } = studyReport(home, 'again');
    expect(found).toEqual(withoutNames(studyReport(open, 'study')));
    expect([study, hash]).toEqual(['again', showStudy(home, 'again').hash]);
    expect(checks.find(({ name }) => name === 'Nothing was changed')?.outcome).toBe('passed');
    const first = checks.find(({ name }) => name === 'No verdict before this one');
    expect(first).toMatchObject({ outcome: 'failed' });
    expect(first?.meaning).toContain('study was closed at 2026-01-01T09:10:00.000Z with 4 judgements');
    expect(report.checks.map(({ name }) => name)).not.toContain('No verdict before this one');

    expect(studyReport(home, 'study')).toEqual(report);
    const after = rowsOf(home);
    for (const table of tables) expect(after[table].slice(0, before[table].length)).toEqual(before[table]);
    expect(home.db.prepare('PRAGMA foreign_key_check').all([])).toEqual([]);
    expect(showStudy(home, 'again')).toMatchObject({
      ...{ state: 'open', design: { version: 2, revises: showStudy(home, 'study').hash } },
    });
  });

  it('lets raters go on where they were', () => {
    const { home, late, open } = lateHome({ practice: 2 });
    next(home, late, 'again');
    for (const rater of ['ada', 'new']) {
      const turn = (records: Records, study: string) =>
        raterTurn(records, study, rater, at(95), { trialsOnly: true }).trial;
      expect(turn(home, 'again')).toEqual(turn(open, 'study'));
      expect(turn(home, 'again')).not.toBeNull();
    }
  });

  it('takes the files that come after, of either study, in any order and however often', () => {
    // Every answer is about a comparison, so that each of three raters is in the report.
    const { home, there, late } = lateHome({ gold: 0, repeats: 0 });
    next(home, late, 'again');
    answer(there, 20, 'equal');
    const later = answersOf(there);
    expect(refused(() => merge(home, later)).late).toMatchObject({ before: 1, after: 3, into: 'again' });
    expect(refused(() => merge(home, later)).message).toContain(
      'pinwise study merge again late.pinwise-answers',
    );
    const newcomer = taken(machine(), sent(home, 'again'));
    answer(newcomer, 30, 'right', 'again');
    const own = answersOf(newcomer, 'again');
    const reports = [
      [later, own],
      [own, later, own, late, later],
    ].map((files) => {
      const copy = copyOf(home);
      const added = files.map((bytes) => merge(copy, bytes, 'again').added);
      expect(added.reduce((sum, n) => sum + n)).toBe(2);
      return studyReport(copy, 'again');
    });
    expect(reports[1]).toEqual(reports[0]);
    expect(reports[0].raters).toHaveLength(3);
    // What was asked under the later hash is no answer to the closed study.
    expect(() => merge(home, own)).toThrow('holds answers to another study');
  });

  it('can itself be closed and go on', () => {
    const { home, there, late } = lateHome();
    next(home, late, 'again');
    closeStudy(home, 'again', at(100));
    answer(there, 110, 'equal');
    const later = answersOf(there);
    expect(refused(() => merge(home, later, 'again')).late).toMatchObject({ after: 1, known: 5, into: null });
    expect(next(home, later, 'third', 'again')).toMatchObject({ version: 3, added: 1, judgements: 8 });
    expect(merge(home, later, 'third')).toMatchObject({ added: 0, known: 6 });
    expect(showStudy(home, 'again').judgements).toBe(7);
  });

  it('names each answer after the one that it is a copy of', () => {
    const { home, late } = lateHome();
    next(home, late, 'again');
    const uids = home.db.prepare('SELECT uid FROM judgements').all([]) as { uid: string }[];
    expect(new Set(uids.map(({ uid }) => uid)).size).toBe(4 + 7);
    expect(new Set(uids.map(({ uid }) => uid.split('@')[0])).size).toBe(7);
  });

  it.each<[string, string, (home: Records) => void]>([
    [
      'is open and takes answers itself',
      'again',
      (home) => home.db.exec('UPDATE studies SET closed_at = NULL'),
    ],
    ['there is a study named other already', 'other', (home) => void aStudy(home, at(0), { name: 'other' })],
    ['is no name for a study', '../again', () => undefined],
  ])('is not made where it %s', (why, as, prepare) => {
    const { home, late } = lateHome();
    prepare(home);
    const before = rowsOf(home);
    expect(() => next(home, late, as)).toThrow(why);
    expect(rowsOf(home)).toEqual(before);
  });

  it('is not made of a file of which the closed study has all', () => {
    const { home, early } = lateHome();
    const before = rowsOf(home);
    expect(() => next(home, early, 'again')).toThrow('holds nothing that study does not have');
    expect(rowsOf(home)).toEqual(before);
  });
});

it('refuses answers where the key of the study is not, since sides would be taken for each other', () => {
  const { home, late, open } = lateHome();
  for (const records of [home, open]) {
    records.db.exec('UPDATE studies SET keys = NULL');
    expect(() => merge(records, late)).toThrow('does not have the key');
    expect(records.db.prepare('SELECT keys FROM studies').all([])).toEqual([{ keys: null }]);
  }
});
