import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { KEPT, backUp, backUpIfDue, backupFiles, lastBackup } from '../../../evaluations/records/backup.ts';
import { openRecords } from '../../../evaluations/records/open-records.ts';
import { recordJudgement } from '../../../evaluations/records/judgements.ts';
import { raterTurn } from '../../../evaluations/records/rater-turn.ts';
import { needStoreSpace } from '../../../evaluations/records/store-space.ts';
import { studyReport } from '../../../evaluations/records/study-report.ts';
import { aStudy, freshRecords } from './a-study.ts';

const store = freshRecords();
const start = new Date('2026-01-01T10:00:00Z');
const after = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);

function answer(now: Date): void {
  const { trial } = raterTurn(store.records, 'study', 'ada', now, { trialsOnly: true });
  recordJudgement(store.records, {
    ...{ study: 'study', rater: 'ada', question: trial!.question, choice: 'left', ms: 1, now },
  });
}

it('keeps the last three, each a whole store that opens and says the same', () => {
  aStudy(store.records, start);
  for (let i = 0; i < 5; i++) {
    answer(after(i));
    expect(backUp(store.records, after(i)).judgements).toBe(i + 1);
  }
  const files = backupFiles(store.records.path);
  expect(files.map(({ at }) => at)).toEqual([4, 3, 2].map(after));
  expect(readdirSync(join(dirname(store.records.path), 'backups'))).toHaveLength(KEPT);
  const copy = openRecords(files[0].path);
  expect(studyReport(copy, 'study')).toEqual(studyReport(store.records, 'study'));
  copy.close();
});

it('is due after ten minutes, if something changed; an empty store needs none', () => {
  expect(backUpIfDue(store.records, start)).toBeNull();
  aStudy(store.records, start);
  expect(backUpIfDue(store.records, start)).not.toBeNull();
  answer(after(1));
  expect(backUpIfDue(store.records, after(9))).toBeNull();
  expect(backUpIfDue(store.records, after(10))?.judgements).toBe(1);
  expect(backUpIfDue(store.records, after(30)), 'nothing changed').toBeNull();
});

it('passes over one that is not whole; a backup that fails leaves the older ones', () => {
  aStudy(store.records, start);
  const good = backUp(store.records, start);
  const folder = dirname(good.path);
  writeFileSync(join(folder, 'studies-2026-03-01T10-00-00-000Z.sqlite'), 'not a database');
  writeFileSync(join(folder, 'of somebody else.txt'), '');
  expect(lastBackup(store.records.path)?.path).toBe(good.path);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file stands in its place');
  expect(() => backUp(store.records, after(1))).toThrow();
  expect(backUpIfDue(store.records, after(20))).toBeNull();
  expect(statSync(folder).isFile()).toBe(true);
});

it('removes what a process that is gone had begun, and leaves what one is at', () => {
  aStudy(store.records, start);
  const folder = join(dirname(store.records.path), 'backups');
  mkdirSync(folder);
  const { pid: gone } = spawnSync(process.execPath, ['-e', '']);
  const halves = (pid: number): string[] =>
    ['half', 'half-journal'].map((end) => `studies-x.sqlite.${pid}.${end}`);
  for (const name of [gone, process.ppid].flatMap(halves)) writeFileSync(join(folder, name), '');
  backUp(store.records, start);
  expect(readdirSync(folder).filter((name) => name.includes('.half'))).toEqual(halves(process.ppid));
});

it('a full disk: says what is needed, records nothing, loses nothing, and goes on when there is room', () => {
  const { db } = store.records;
  aStudy(store.records, start, { questions: 150 });
  answer(start);
  const pages = (db.prepare('PRAGMA page_count').all([]) as { page_count: number }[])[0].page_count;
  db.exec(`PRAGMA max_page_count = ${pages}`);
  const fill = (): void => {
    for (let i = 0; i < 149; i++) answer(after(i));
  };
  expect(fill).toThrow(
    expect.objectContaining({
      code: 'store-full',
      message: expect.stringMatching(
        /nothing was recorded.*16 MiB are needed, \d+ MiB are free in/,
      ) as string,
    }),
  );
  const before = studyReport(store.records, 'study').judgements;
  expect(before).toBeGreaterThan(0);
  db.exec('PRAGMA max_page_count = 1000000');
  answer(after(200));
  expect(studyReport(store.records, 'study').judgements).toBe(before + 1);
});

it('refuses before it begins what cannot fit, and names both figures', () => {
  const mebibyte = 2 ** 20;
  expect(() => needStoreSpace(store.records, 50 * mebibyte, 100 * mebibyte)).toThrow(/116 MiB are needed/);
  expect(() => needStoreSpace(store.records, 50 * mebibyte, 200 * mebibyte)).not.toThrow();
  expect(() => needStoreSpace(store.records, 50 * mebibyte, null)).not.toThrow();
});
