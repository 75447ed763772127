/**
 * Rolling backups of the store, in a folder beside it. A backup is made by SQLite itself (VACUUM INTO), read back and
 * compared with the store before any older one is dropped, so that there is a good one at every moment.
 */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { removeLeftBehind } from './left-behind.ts';
import type { Records } from './open-records.ts';
import { all, first, pragma } from './sqlite.ts';

export interface Backup {
  path: string;
  /** When it was made; ISO 8601. */
  at: string;
  studies: number;
  judgements: number;
}

export const KEPT = 3;
const REST_MINUTES = 10;
const tables = ['studies', 'arms', 'questions', 'raters', 'judgements', 'practice'] as const;
type Counts = Record<(typeof tables)[number], number>;

const folderOf = (store: string): string => join(dirname(store), 'backups');

/** Backs the store up if the last backup is older than some minutes and the store has changed since. Never throws. */
export function backUpIfDue(records: Records, now: Date): Backup | null {
  try {
    const [last] = backupFiles(records.path);
    if (last) {
      const minutes = (now.getTime() - last.at.getTime()) / 60_000;
      if (minutes >= 0 && minutes < REST_MINUTES) return null;
      if (lastWrite(records.path) <= statSync(last.path).mtimeMs) return null;
    }
    if (!first(records.db, 'SELECT 1 FROM studies')) return null;
    return backUp(records, now);
  } catch {
    // A store without room for a backup is still a good store.
    return null;
  }
}

/**
 * A backup of the store as it is now, verified; those before the last three are dropped after that.
 * @throws where it could not be made or does not hold what the store holds; older ones then stay
 */
export function backUp({ path, db }: Pick<Records, 'path' | 'db'>, now: Date): Backup {
  const folder = folderOf(path);
  mkdirSync(folder, { recursive: true });
  removeLeftBehind(folder, (name) => /\.(\d+)\.half(?:-journal)?$/.exec(name)?.[1]);
  const place = join(folder, nameOf(now));
  const half = `${place}.${process.pid}.half`;
  removeHalf(half);
  try {
    // Rows are never deleted, so that what others write meanwhile can only add.
    const before = countRows(db);
    db.prepare('VACUUM INTO ?').run([half]);
    const after = countRows(db);
    const made = verify(half);
    const version = Number(pragma(db, 'user_version'));
    if (made?.version !== version) throw new Error('the backup could not be read back');
    for (const table of tables) {
      const rows = made.counts[table];
      if (rows < before[table] || rows > after[table]) {
        throw new Error(`the backup has ${rows} rows of ${table} in place of ${before[table]}`);
      }
    }
    sync(half);
    renameSync(half, place);
    sync(folder);
    for (const { path: old } of backupFiles(path).slice(KEPT)) rmSync(old, { force: true });
    return {
      ...{ path: place, at: now.toISOString() },
      ...{ studies: made.counts.studies, judgements: made.counts.judgements },
    };
  } finally {
    removeHalf(half);
  }
}

/** With the journal that SQLite writes it by. */
function removeHalf(path: string): void {
  for (const end of ['', '-journal']) rmSync(path + end, { force: true });
}

/** The newest backup that is whole; looks into each, so that what is promised is there. */
export function lastBackup(store: string): Backup | null {
  for (const { path, at } of backupFiles(store)) {
    const found = verify(path);
    if (!found) continue;
    const { studies, judgements } = found.counts;
    return { path, at: at.toISOString(), studies, judgements };
  }
  return null;
}

/** The backups of a store, newest first. */
export function backupFiles(store: string): { path: string; at: Date }[] {
  let names: string[];
  try {
    names = readdirSync(folderOf(store));
  } catch {
    return [];
  }
  return names
    .flatMap((name) => {
      const [, day, hour, minute, second, milli] =
        /^studies-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.sqlite$/.exec(name) ?? [];
      if (day === undefined) return [];
      const at = new Date(`${day}T${hour}:${minute}:${second}.${milli}Z`);
      return [{ path: join(folderOf(store), name), at }];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}

const nameOf = (now: Date): string => `studies-${now.toISOString().replaceAll(/[:.]/g, '-')}.sqlite`;

/** What a backup holds; null for one that is not whole. */
function verify(path: string): { version: number; counts: Counts } | null {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { readonly: true });
    if (pragma(db, 'quick_check') !== 'ok') return null;
    return { version: Number(pragma(db, 'user_version')), counts: countRows(db) };
  } catch {
    return null;
  } finally {
    db?.close();
  }
}

/** Tables that an older store lacks count as empty. */
function countRows(db: Database.Database): Counts {
  const there = new Set(all<{ name: string }>(db, 'SELECT name FROM sqlite_schema').map(({ name }) => name));
  const counts = tables.map((table) => {
    const rows = there.has(table) ? first<{ n: number }>(db, `SELECT count(*) AS n FROM ${table}`)!.n : 0;
    return [table, rows] as const;
  });
  return Object.fromEntries(counts) as Counts;
}

function lastWrite(store: string): number {
  const times = [store, `${store}-wal`].map(
    (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return Math.max(...times);
}

function sync(path: string): void {
  // Windows syncs no folders.
  if (process.platform === 'win32' && statSync(path).isDirectory()) return;
  const file = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
