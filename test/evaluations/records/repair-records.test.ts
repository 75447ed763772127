/** A store is damaged in every page, one after the other: what the backup or the file still holds comes back. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backUp } from '../../../evaluations/records/backup.ts';
import { recordJudgement, undoJudgement } from '../../../evaluations/records/judgements.ts';
import { type Records, openRecords } from '../../../evaluations/records/open-records.ts';
import { raterTurn } from '../../../evaluations/records/rater-turn.ts';
import { repairRecords } from '../../../evaluations/records/repair-records.ts';
import { salvage } from '../../../evaluations/records/salvage.ts';
import { all, pragma } from '../../../evaluations/records/sqlite.ts';
import { keptKeys, studyKeys } from '../../../evaluations/records/portable/study-keys.ts';
import { closeStudy, findStudy, showStudy } from '../../../evaluations/records/studies.ts';
import { readJudgedStudy } from '../../../evaluations/records/judged-study.ts';
import { durableStudy } from '../../engine/cli/durable-study.ts';

const QUESTIONS = 30;
const RATED = 20;
const BACKED_UP = 12;
const PAGE = 4096;
const now = new Date('2026-01-01T10:00:00Z');
let folder: string;
let whole: string;
let truth: Map<string, string>;
let next: string;

const contents = (path: string): Map<string, string> => {
  const records = openRecords(path);
  try {
    const rows = all<{ uid: string; row: string }>(
      records.db,
      `SELECT uid, json_array(question, rater, side_of_a, choice, ms, at, undone_at) AS row FROM judgements
       JOIN questions ON questions.id = question_id JOIN raters ON raters.id = rater_id`,
    );
    return new Map(rows.map(({ uid, row }) => [uid, row]));
  } finally {
    records.close();
  }
};
const nextOf = (path: string): string => {
  const records = openRecords(path);
  const { trial } = raterTurn(records, 'durable', 'ada', now, { trialsOnly: true });
  records.close();
  return trial!.question;
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pinwise-repair-'));
  mkdirSync(join(folder, 'whole'));
  whole = join(folder, 'whole', 'studies.sqlite');
  durableStudy(whole, QUESTIONS);
  const records = openRecords(whole);
  for (let i = 0; i < RATED; i++) {
    if (i === BACKED_UP) backUp(records, now);
    const { trial } = raterTurn(records, 'durable', 'ada', now, { trialsOnly: true });
    const choice = (['left', 'right', 'equal'] as const)[i % 3];
    recordJudgement(records, {
      ...{ study: 'durable', rater: 'ada', question: trial!.question, choice, ms: i, now },
    });
  }
  undoJudgement(records, { study: 'durable', rater: 'ada', now });
  intoFile(records);
  truth = contents(whole);
  next = nextOf(whole);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Closes it with an empty log, so that the file is all there is. */
function intoFile(records: Records): void {
  pragma(records.db, 'wal_checkpoint(TRUNCATE)');
  records.close();
}

function damagedCopy(name: string, damage: (bytes: Buffer) => void, backups = true): string {
  const place = join(folder, name);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(join(place, 'backups'), { recursive: true });
  const bytes = readFileSync(whole);
  damage(bytes);
  const path = join(place, 'studies.sqlite');
  writeFileSync(path, bytes);
  if (backups) {
    for (const file of readdirSync(join(dirname(whole), 'backups'))) {
      copyFileSync(join(dirname(whole), 'backups', file), join(place, 'backups', file));
    }
  }
  return path;
}
const codeOf = (path: string): string | null => {
  try {
    openRecords(path).close();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const fill = (page: number) => (bytes: Buffer) => bytes.fill(0xa5, page * PAGE, (page + 1) * PAGE);

it('whichever page is destroyed, nothing that the backup holds is lost and nothing is made up', () => {
  const pages = readFileSync(whole).length / PAGE;
  let repaired = 0;
  let complete = 0;
  for (let page = 0; page < pages; page++) {
    const path = damagedCopy('page', fill(page));
    const before = readFileSync(path);
    if (codeOf(path) === null) continue;
    expect(codeOf(path), `page ${page}`).toBe('store-damaged');
    expect(readFileSync(path).equals(before), `page ${page} was changed by opening`).toBe(true);
    const outcome = repairRecords(path, now);
    repaired++;
    const found = contents(path);
    expect(found.size, `page ${page}`).toBe(outcome.judgements);
    expect(found.size, `page ${page}`).toBeGreaterThanOrEqual(BACKED_UP);
    for (const [uid, row] of found) {
      // Only that the last was taken back may be unknown: it came after the backup.
      expect([truth.get(uid), truth.get(uid)?.replace(/,"[^"]*"]$/, ',null]')]).toContain(row);
    }
    expect(outcome.backup?.judgements).toBe(BACKED_UP);
    expect(outcome.salvaged).toBe(found.size - BACKED_UP);
    if (outcome.missing !== null) expect(outcome.missing).toBe(truth.size - found.size);
    expect(readFileSync(outcome.kept).equals(before), 'the damaged file is kept as it was').toBe(true);
    if (found.size === truth.size) {
      complete++;
      expect(nextOf(path)).toBe(next);
    }
  }
  expect(repaired).toBeGreaterThan(pages / 3);
  expect(complete).toBeGreaterThan(repaired / 2);
});

it('without a backup, what can be read comes back; a study that is not what was frozen does not', () => {
  const path = damagedCopy('bare', () => undefined, false);
  const { judgements } = salvage(path);
  expect(judgements).toHaveLength(truth.size);
  let complete = 0;
  const pages = readFileSync(whole).length / PAGE;
  for (let page = 1; page < pages; page += 4) {
    const broken = damagedCopy('bare', fill(page), false);
    if (codeOf(broken) === null) continue;
    const outcome = repairRecords(broken, now);
    expect(outcome.backup).toBeNull();
    const records = openRecords(broken);
    if (outcome.studies === 1) {
      const { hash } = showStudy(records, 'durable');
      expect(readJudgedStudy(records, 'durable').intact).toBe(true);
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
    } else expect(outcome.judgements).toBe(0);
    records.close();
    if (outcome.judgements === truth.size) complete++;
  }
  expect(complete).toBeGreaterThan(0);
});

it('a file that is no database any more comes back from the backup', () => {
  const path = damagedCopy('gone', (bytes) => bytes.fill(0, 0, PAGE));
  writeFileSync(`${path}-wal`, 'left behind');
  expect(codeOf(path)).toBe('store-damaged');
  const outcome = repairRecords(path, now);
  expect(outcome).toMatchObject({ judgements: BACKED_UP, salvaged: 0, missing: null, studies: 1 });
  expect(existsSync(`${path}-wal`) ? readFileSync(`${path}-wal`, 'latin1') : '').not.toContain('left behind');
  expect(readFileSync(`${outcome.kept}-wal`, 'utf8')).toBe('left behind');
});

it('a damaged newest backup is passed over for the one before', () => {
  const path = damagedCopy('second', (bytes) => bytes.fill(0, 0, PAGE));
  const newest = join(dirname(path), 'backups', 'studies-2026-02-01T00-00-00-000Z.sqlite');
  writeFileSync(newest, readFileSync(whole).fill(0xa5, PAGE));
  expect(repairRecords(path, now).judgements).toBe(BACKED_UP);
});

it('knows that a study was closed and an answer taken back after the backup', () => {
  const place = join(folder, 'closed');
  mkdirSync(join(place, 'backups'), { recursive: true });
  const path = damagedCopy('closed', () => undefined);
  const records = openRecords(path);
  closeStudy(records, 'durable', now);
  intoFile(records);
  const bytes = readFileSync(path);
  // The last page of all holds questions; the damage is elsewhere than what is looked for.
  bytes.fill(0xa5, bytes.length - PAGE);
  writeFileSync(path, bytes);
  if (codeOf(path) !== null) {
    repairRecords(path, now);
    const again = openRecords(path);
    expect(showStudy(again, 'durable').state).toBe('closed');
    again.close();
    expect([...contents(path).values()].filter((row) => !row.endsWith(',null]'))).toHaveLength(1);
  }
});

it('leaves a whole store alone, and one from a newer Pinwise', () => {
  const path = damagedCopy('sound', () => undefined);
  expect(() => repairRecords(path, now)).toThrow(expect.objectContaining({ code: 'store-sound' }));
  const newer = damagedCopy('newer', (bytes) => bytes.writeUInt32BE(99, 60));
  const before = readFileSync(newer);
  expect(() => repairRecords(newer, now)).toThrow(expect.objectContaining({ code: 'store-newer' }));
  expect(() => openRecords(newer)).toThrow(/newer Pinwise \(store version 99; this one knows \d+\)/);
  expect(readFileSync(newer).equals(before)).toBe(true);
  expect(readdirSync(dirname(newer)).sort()).toEqual(['backups', 'studies.sqlite']);
});

it('brings back the keys of a study that was first sent after the last backup', () => {
  const path = damagedCopy('sent', () => undefined);
  const records = openRecords(path);
  const { id } = findStudy(records, 'durable');
  const keys = studyKeys(records, id);
  intoFile(records);
  const bytes = readFileSync(path);
  // The root of the judgements: studies can be read, and their table is damaged.
  fillTable(bytes, path, 'judgements');
  writeFileSync(path, bytes);
  expect(codeOf(path)).toBe('store-damaged');
  repairRecords(path, now);
  const repaired = openRecords(path);
  expect(keptKeys(repaired, id)).toEqual(keys);
  repaired.close();
});

it('knows the answers of a store of version 1 in its backup, which has no uids yet: none is doubled, none stands again', () => {
  const place = join(folder, 'older');
  mkdirSync(place);
  const path = join(place, 'studies.sqlite');
  copyFileSync(fileURLToPath(new URL('../../fixtures/stores/version-1.sqlite', import.meta.url)), path);
  const records = openRecords(path, { now });
  const rater = { study: 'open-study', rater: 'ada', now };
  const { question } = undoJudgement(records, rater);
  recordJudgement(records, { ...rater, question, choice: 'equal', ms: 1 });
  intoFile(records);
  const before = contents(path);
  const bytes = readFileSync(path);
  fillTable(bytes, path, 'practice');
  writeFileSync(path, bytes);
  expect(codeOf(path)).toBe('store-damaged');
  expect(repairRecords(path, now)).toMatchObject({ backup: { judgements: 41 }, salvaged: 1, missing: 0 });
  expect(contents(path)).toEqual(before);
});

function fillTable(bytes: Buffer, path: string, table: string): void {
  const records = openRecords(path);
  const [{ rootpage }] = all<{ rootpage: number }>(
    records.db,
    'SELECT rootpage FROM sqlite_schema WHERE name = ?',
    [table],
  );
  records.close();
  fill(rootpage - 1)(bytes);
}

it.each(['emptied', 'gone'])('a store that is %s is not begun anew beside its backups', (how) => {
  const path = damagedCopy(how, () => {});
  if (how === 'gone') rmSync(path);
  else writeFileSync(path, '');
  expect(() => openRecords(path)).toThrow(/a backup of 2026-01-01T10:00:00.000Z beside it is not/);
  expect(codeOf(path)).toBe('store-damaged');
  const outcome = repairRecords(path, now);
  expect(outcome).toMatchObject({ judgements: BACKED_UP, salvaged: 0, backup: { judgements: BACKED_UP } });
  expect(contents(path).size).toBe(BACKED_UP);
});

it('a store begins anew where the backups were moved away', () => {
  const path = damagedCopy('anew', () => {}, false);
  rmSync(path);
  expect(codeOf(path)).toBeNull();
  expect(contents(path).size).toBe(0);
});
