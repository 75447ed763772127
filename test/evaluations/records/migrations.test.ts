/** Stores as older versions wrote them (test/fixtures/stores) open, keep every row and mean what they meant. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lastBackup } from '../../../evaluations/records/backup.ts';
import { recordJudgement } from '../../../evaluations/records/judgements.ts';
import { migrations } from '../../../evaluations/records/migrations.ts';
import { type Records, openRecords } from '../../../evaluations/records/open-records.ts';
import { raterTurn } from '../../../evaluations/records/rater-turn.ts';
import { studyReport } from '../../../evaluations/records/study-report.ts';
import { showStudy } from '../../../evaluations/records/studies.ts';
import before from '../../fixtures/stores/version-1.json' with { type: 'json' };
import sessions from '../../fixtures/stores/version-2.json' with { type: 'json' };

const later = new Date('2026-01-01T11:30:00Z');
const stored = fileURLToPath(new URL('../../fixtures/stores/version-1.sqlite', import.meta.url));

let folder: string;
let path: string;
let records: Records;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pinwise-migrations-'));
  path = join(folder, 'studies.sqlite');
  copyFileSync(stored, path);
  records = openRecords(path);
});
afterEach(() => {
  records.close();
  rmSync(folder, { recursive: true, force: true });
});

const judgementsOf = (file: string) => {
  const db = new Database(file, { readonly: true });
  const rows = db
    .prepare(
      'SELECT id, question_id, rater_id, side_of_a, choice, ms, at, undone_at FROM judgements ORDER BY id',
    )
    .all();
  db.close();
  return rows;
};

describe('a store of version 1', () => {
  it('keeps every judgement, the undone ones too, each with a number of its own for other machines', () => {
    expect(judgementsOf(path)).toEqual(judgementsOf(stored));
    const { n, uids } = records.db
      .prepare('SELECT count(*) AS n, count(DISTINCT uid) AS uids FROM judgements')
      .get() as { n: number; uids: number };
    expect([n, uids]).toEqual([41, 41]);
    expect(records.db.prepare('PRAGMA user_version').get()).toMatchObject({
      user_version: migrations.length,
    });
    expect(records.db.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  });

  it.each(before)(
    '$name: the same hash, next questions and figures',
    ({ name, hash, judgements, next, pair }) => {
      const turns = ['ada', 'bob', 'new'].map(
        (rater) => raterTurn(records, name, rater, later, { trialsOnly: true }).trial,
      );
      expect(turns).toEqual(next);
      const report = studyReport(records, name);
      expect(report).toMatchObject({ hash, judgements });
      expect(report.pairs[0]).toMatchObject(pair);
      expect(report.checks.find((check) => check.name === 'Nothing was changed')?.outcome).toBe('passed');
      expect(showStudy(records, name).design).toMatchObject({
        gold: 0,
        equal: 'one',
        consensus: 2 / 3,
        version: 1,
      });
    },
  );

  it('goes on: the next judgement has the next number', () => {
    const { trial } = raterTurn(records, 'open-study', 'ada', later, { trialsOnly: true });
    const next = recordJudgement(records, {
      ...{ study: 'open-study', rater: 'ada', question: trial!.question, choice: 'left', ms: 1, now: later },
    });
    expect(next).toBe(42);
  });

  it('was backed up before, as it was', () => {
    const backup = lastBackup(path);
    expect(backup).toMatchObject({ judgements: 41, studies: before.length });
    const db = new Database(backup!.path, { readonly: true });
    expect(db.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: 1 });
    db.close();
    expect(judgementsOf(backup!.path)).toEqual(judgementsOf(stored));
  });

  it('stays as it is where there is no place for its backup, and says so', () => {
    const place = join(folder, 'cramped');
    mkdirSync(place);
    writeFileSync(join(place, 'backups'), 'a file stands in its place');
    copyFileSync(stored, join(place, 'studies.sqlite'));
    expect(() => openRecords(join(place, 'studies.sqlite'))).toThrow(
      expect.objectContaining({
        code: 'store-unreadable',
        message: expect.stringContaining('nothing was changed') as string,
      }),
    );
    rmSync(join(place, 'backups'));
    openRecords(join(place, 'studies.sqlite')).close();
    expect(lastBackup(join(place, 'studies.sqlite'))?.judgements).toBe(41);
  });

  it('opens again as it was left', () => {
    records.close();
    records = openRecords(path);
    expect(judgementsOf(path)).toHaveLength(41);
  });
});

describe('a store of version 2', () => {
  let older: Records;
  beforeEach(() => {
    const copy = join(folder, 'version-2.sqlite');
    copyFileSync(fileURLToPath(new URL('../../fixtures/stores/version-2.sqlite', import.meta.url)), copy);
    older = openRecords(copy);
  });
  afterEach(() => older.close());

  it.each(sessions)(
    '$name: the same hash, next questions and figures; what items are like was not kept',
    ({ name, hash, judgements, next, pair, gold_right: right }) => {
      const turns = ['ada', 'bob', 'new'].map(
        (rater) => raterTurn(older, name, rater, later, { trialsOnly: true }).trial,
      );
      expect(turns).toEqual(next);
      const report = studyReport(older, name);
      expect(report).toMatchObject({ hash, judgements, gold_right: { value: right } });
      expect(report.pairs[0]).toMatchObject(pair);
      expect(report.checks.find((check) => check.name === 'Nothing was changed')?.outcome).toBe('passed');
      expect(report.adjusted).toMatchObject({ reason: expect.stringContaining('not kept') });
    },
  );
});
