/**
 * Reads what can still be read of a damaged store. The store itself is not opened: SQLite would write to it. Rows are
 * asked for one by one, by their number, so that a page that is gone costs its own rows only.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { migrations } from './migrations.ts';
import { type Value, all, first, pragma } from './sqlite.ts';

export type Row = Record<string, Value>;
export interface Salvaged {
  studies: Row[];
  arms: Row[];
  questions: Row[];
  raters: Row[];
  judgements: Row[];
  practice: Row[];
  /** Judgements that the store once held, as it says itself; null where even that is gone. */
  promised: number | null;
}

/** Where the store no longer says how many rows there are: as many in a row are tried in vain, and so many in all. */
const BLIND = 1000;
const MOST = 1_000_000;

export function salvage(store: string): Salvaged {
  const folder = mkdtempSync(join(dirname(store), '.salvage-'));
  let db: Database.Database | undefined;
  try {
    const copy = join(folder, 'copy.sqlite');
    for (const end of ['', '-wal']) if (existsSync(store + end)) copyFileSync(store + end, copy + end);
    db = new Database(copy);
    upgrade(db);
    return {
      studies: rowsOf(db, 'studies'),
      arms: armsOf(db),
      questions: rowsOf(db, 'questions'),
      raters: rowsOf(db, 'raters'),
      judgements: rowsOf(db, 'judgements'),
      practice: rowsOf(db, 'practice'),
      promised: promised(db),
    };
  } catch {
    return {
      ...{ studies: [], arms: [], questions: [], raters: [], judgements: [], practice: [] },
      promised: null,
    };
  } finally {
    closeQuietly(db);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An older store becomes one of today; where the damage forbids it, there is nothing to be had. */
function upgrade(db: Database.Database): void {
  const version = Number(pragma(db, 'user_version'));
  if (version < 1 || version > migrations.length) throw new Error('not a store of ours');
  db.exec('PRAGMA foreign_keys = 0');
  for (const migration of migrations.slice(version)) db.exec(migration);
}

function rowsOf(db: Database.Database, table: string): Row[] {
  const { last, sure } = lastNumber(db, table);
  const one = readable(() => db.prepare(`SELECT * FROM ${table} WHERE id = ?`));
  const rows: Row[] = [];
  let unreadable = 0;
  for (let id = 1; one && id <= last && (sure || unreadable < BLIND); id++) {
    const found = readable(() => one.all([id]) as Row[]);
    unreadable = found ? 0 : unreadable + 1;
    rows.push(...(found ?? []));
  }
  return rows;
}

const armsOf = (db: Database.Database): Row[] =>
  ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((arm) =>
    // Few, and on one page or two.
    rowsOf(db, 'studies').flatMap(({ id }) => {
      const row = readable(() =>
        first<Row>(db, 'SELECT * FROM arms WHERE study_id = ? AND arm = ?', [id, arm]),
      );
      return row ? [row] : [];
    }),
  );

function lastNumber(db: Database.Database, table: string): { last: number; sure: boolean } {
  const known = readable(() => first<{ n: number | null }>(db, `SELECT max(id) AS n FROM ${table}`));
  return known ? { last: known.n ?? 0, sure: true } : { last: promised(db, table) ?? MOST, sure: false };
}

function promised(db: Database.Database, table = 'judgements'): number | null {
  const found = readable(() =>
    all<{ seq: number }>(db, 'SELECT seq FROM sqlite_sequence WHERE name = ?', [table]),
  );
  return found?.[0]?.seq ?? null;
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function closeQuietly(db: Database.Database | undefined): void {
  try {
    db?.close();
  } catch {
    // A copy.
  }
}
