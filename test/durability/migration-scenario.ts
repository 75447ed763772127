/** A store as an older version wrote it (test/fixtures/stores) is opened by this one, which backs it up and migrates it. */
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { backUp, lastBackup } from '../../evaluations/records/backup.ts';
import { migrations } from '../../evaluations/records/migrations.ts';
import { type Records, openRecords } from '../../evaluations/records/open-records.ts';
import { readJudgedStudy } from '../../evaluations/records/judged-study.ts';
import { type Value, all, pragma } from '../../evaluations/records/sqlite.ts';
import { listStudies } from '../../evaluations/records/studies.ts';
import { type Scenario, at, storeOf } from './scenario.ts';

const fixture = (version: number): string =>
  fileURLToPath(new URL(`../fixtures/stores/version-${version}.sqlite`, import.meta.url));

/** A copy that nobody migrates, to compare with. */
const olderOf = (place: string): string => join(place, 'older.sqlite');

/**
 * @param way `apart`: a null control whose statements are committed one by one; `unsaved`: one that makes no backup
 */
export const migration = (version: 1 | 2, way: 'real' | 'apart' | 'unsaved' = 'real'): Scenario => ({
  name: `migration from ${version}`,
  words: (place) => ['migrate', storeOf(place), way],
  prepare(place) {
    for (const path of [storeOf(place), olderOf(place)]) copyFileSync(fixture(version), path);
  },
  look(place, acknowledged) {
    const store = storeOf(place);
    const wrong: string[] = [];
    const found = versionOf(store);
    if (found !== version && found !== migrations.length) wrong.push(`the store is of version ${found}`);
    if (found === version && acknowledged.length > 0) wrong.push('migrated, and the store is the older one');
    if (found !== version) wrong.push(...lookAtBackup(place, version));
    const records = openRecords(store, { now: at });
    try {
      wrong.push(...lookAtRows(records, olderOf(place)));
      if (acknowledged.length > 0 && acknowledged[0] !== uidsOf(records)) wrong.push('uids are others');
      backUp(records, at);
    } finally {
      records.close();
    }
    const litter = readdirSync(join(place, 'backups')).filter((name) => !name.endsWith('.sqlite'));
    if (litter.length > 0) wrong.push(`${litter.join()} is left`);
    return wrong;
  },
});

/** What the answers are called on all machines, in their order. */
export const uidsOf = ({ db }: Records): string =>
  all<{ uid: string }>(db, 'SELECT uid FROM judgements ORDER BY id')
    .map(({ uid }) => uid)
    .join(' ');

function reading<T>(path: string, work: (db: Database.Database) => T): T {
  const db = new Database(path);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** As SQLite finds it, with what its log holds; nothing is migrated. */
const versionOf = (store: string): number => reading(store, (db) => Number(pragma(db, 'user_version')));

/** No store is migrated before a backup of it is there, whole. */
function lookAtBackup(place: string, version: number): string[] {
  const backup = lastBackup(storeOf(place));
  if (!backup) return ['migrated without a backup'];
  const saved = versionOf(backup.path);
  if (saved !== version) return [`the backup is of version ${saved}`];
  return sameRows(rowsOf(olderOf(place)), rowsOf(backup.path), 'the backup');
}

function lookAtRows(records: Records, older: string): string[] {
  const { db, path } = records;
  const wrong = sameRows(rowsOf(older), rowsOf(path), 'the store');
  if (pragma(db, 'user_version') !== migrations.length) wrong.push('it is not migrated');
  if (pragma(db, 'integrity_check') !== 'ok') wrong.push('it is damaged');
  if (all(db, 'PRAGMA foreign_key_check').length > 0) wrong.push('rows are not together any more');
  const uids = uidsOf(records).split(' ');
  if (new Set(uids).size !== uids.length) wrong.push('two answers have one uid');
  for (const { name, imported } of listStudies(records)) {
    if (!imported && !readJudgedStudy(records, name).intact) wrong.push(`${name} is not what was frozen`);
  }
  return wrong;
}

type Rows = Record<string, Record<string, Value>[]>;

/** All that a store holds, by table, each table in the order of its rows. */
function rowsOf(path: string): Rows {
  return reading(path, (db) => {
    const tables = all<{ name: string }>(
      db,
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    return Object.fromEntries(
      tables.map(({ name }) => [name, all<Record<string, Value>>(db, `SELECT * FROM ${name}`)]),
    );
  });
}

/** Has each table the rows that it had, no more and no fewer, with all that they said? */
const sameRows = (before: Rows, now: Rows, where: string): string[] =>
  Object.entries(before).flatMap(([table, rows]) => {
    const found = now[table] ?? [];
    if (found.length !== rows.length) return [`${where} has ${found.length} of ${rows.length} ${table}`];
    const same = rows.every((row, i) =>
      Object.entries(row).every(([column, value]) => found[i][column] === value),
    );
    return same ? [] : [`${table} of ${where} say something else`];
  });
