/** The few words of SQLite that records/ uses, over libsql's synchronous interface. */
import type Database from 'libsql';
import { RecordsError } from './records-error.ts';
import { isFull, storeFull } from './store-space.ts';

export type Value = string | number | null;

/** All rows, as plain objects. */
export function all<Row>(db: Database.Database, sql: string, values: Value[] = []): Row[] {
  return db.prepare(sql).all(values) as Row[];
}

/** The first row, undefined where there is none. */
export function first<Row>(db: Database.Database, sql: string, values: Value[] = []): Row | undefined {
  return all<Row>(db, sql, values)[0];
}

export function run(db: Database.Database, sql: string, values: Value[] = []): void {
  db.prepare(sql).run(values);
}

/** The one value that `PRAGMA name` reports. */
export function pragma(db: Database.Database, name: string): Value {
  return Object.values(first<Record<string, Value>>(db, `PRAGMA ${name}`) ?? { none: null })[0];
}

/**
 * Runs `work` in a transaction that takes the write lock first, so that what it reads is still true when it writes,
 * whichever other processes are at the same store. When this returns, what was written is on the disk.
 */
export function immediately<T>(db: Database.Database, work: () => T): T {
  return explained(db, () => {
    db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      db.exec('COMMIT');
      return result;
    } catch (error) {
      // After some errors (a full disk) SQLite has rolled back by itself.
      rollBack(db);
      throw error;
    }
  });
}

function rollBack(db: Database.Database): void {
  try {
    if (db.inTransaction) db.exec('ROLLBACK');
  } catch {
    // The first error says more.
  }
}

const explanations: [
  code: string,
  as: 'store-busy' | 'store-damaged' | 'store-unwritable',
  message: string,
][] = [
  ['SQLITE_BUSY', 'store-busy', 'another process has held the store of studies for too long; try again'],
  ['SQLITE_CORRUPT', 'store-damaged', 'the store of studies is damaged; nothing was recorded'],
  ['SQLITE_NOTADB', 'store-damaged', 'the store of studies is damaged; nothing was recorded'],
  [
    'SQLITE_IOERR',
    'store-unwritable',
    'the disk of the studies does not answer as it should: nothing was recorded, all that was recorded before is safe; try again',
  ],
  [
    'SQLITE_READONLY',
    'store-unwritable',
    'the store of studies cannot be written to: nothing was recorded; give yourself the right to',
  ],
];

function explained<T>(db: Database.Database, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (error instanceof RecordsError || typeof code !== 'string') throw error;
    const path = pathOf(db);
    if (isFull(code, path)) throw storeFull(path, undefined, error);
    const known = explanations.find(([prefix]) => code.startsWith(prefix));
    if (!known) throw error;
    throw new RecordsError(known[1], known[2], { cause: error });
  }
}

function pathOf(db: Database.Database): string {
  try {
    return first<{ file: string }>(db, 'PRAGMA database_list')?.file ?? '';
  } catch {
    return '';
  }
}
