/**
 * Opens the store of studies: one SQLite file in WAL mode that any number of windows and command lines share.
 *
 * Durability is pinned and read back, never left to a default: with `synchronous=FULL` a commit in WAL mode returns
 * only after its frames were fsynced, and on macOS `fullfsync` makes fsync reach the medium.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import Database from 'libsql';
import { backUp, lastBackup } from './backup.ts';
import { migrations } from './migrations.ts';
import { RecordsError } from './records-error.ts';
import { first, immediately, pragma } from './sqlite.ts';
import { isFull, storeFull } from './store-space.ts';

/** "Pinw": marks the file as ours. */
const APPLICATION_ID = 0x50696e77;
const BUSY_MS = 5000;

export interface Records {
  readonly path: string;
  readonly db: Database.Database;
  /** A number that differs from the one before when another process changed the store in between. */
  changeCount(): number;
  close(): void;
}

export interface OpenOptions {
  /** Names the backup that is made of an older store before it is migrated. Default: the time. */
  now?: Date;
  /** Default: true. Without it an older store is migrated as it is. */
  backUpOlder?: boolean;
}

/**
 * A store of an older Pinwise is backed up and then brought to this version, in one transaction.
 * @param path of the store; made where there is none (its folder must be there) and no backup of one either
 * @throws RecordsError `store-newer`, `store-damaged`, `store-foreign`, `store-unreadable` (also where an older one cannot be
 * backed up), `store-unsafe`, `store-full`; the file is then as it was
 */
export function openRecords(path: string, options: OpenOptions = {}): Records {
  const name = path.split(/[\\/]/).at(-1);
  // Read without SQLite, which may write to the file (recover its log) as soon as it opens it.
  refuseNewer(versionInHeader(path), path);
  let db: Database.Database | undefined;
  try {
    db = new Database(path);
    prepare(db, path, options);
    return handle(path, db);
  } catch (error) {
    close(db);
    if (error instanceof RecordsError) throw error;
    const { code, message } = error as { code?: string; message: string };
    if (isFull(code, path)) throw storeFull(path, undefined, error);
    if (code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT')) throw damaged(path, message, error);
    const cure =
      code?.startsWith('SQLITE_CANTOPEN') || code?.startsWith('SQLITE_READONLY')
        ? '; SQLite writes beside it even to read: the folder must be one that can be written to'
        : '';
    throw new RecordsError('store-unreadable', `${name} cannot be opened (${message}): ${path}${cure}`, {
      cause: error,
    });
  }
}

function close(db: Database.Database | undefined): void {
  try {
    db?.close();
  } catch {
    // What came before says more.
  }
}

function handle(path: string, db: Database.Database): Records {
  const version = db.prepare('PRAGMA data_version');
  return {
    path,
    db,
    changeCount: () => (version.all([]) as { data_version: number }[])[0].data_version,
    close: () => void db.close(),
  };
}

function prepare(db: Database.Database, path: string, options: OpenOptions): void {
  set(db, 'busy_timeout', BUSY_MS);
  refuseNewer(Number(pragma(db, 'user_version')), path);
  const found = pragma(db, 'quick_check');
  if (found !== 'ok') throw damaged(path, String(found));
  const fresh = !first(db, 'SELECT 1 FROM sqlite_schema');
  if (!fresh && pragma(db, 'application_id') !== APPLICATION_ID) {
    throw new RecordsError('store-foreign', `${path} is a database of another program; move it away`);
  }
  // A new store would begin, and in time its backups would take the place of these.
  const backup = fresh ? lastBackup(path) : null;
  if (backup) {
    throw damaged(
      path,
      `it is empty, and a backup of ${backup.at} beside it is not; to begin anew, move the folder backups away`,
    );
  }
  set(db, 'journal_mode', 'wal');
  set(db, 'synchronous', 2);
  set(db, 'foreign_keys', 1);
  if (process.platform === 'darwin') {
    set(db, 'fullfsync', 1);
    set(db, 'checkpoint_fullfsync', 1);
  }
  migrate(db, path, options);
}

/** Sets a pragma and reads it back: SQLite ignores, silently, what it does not know or cannot do. */
function set(db: Database.Database, name: string, value: number | string): void {
  db.exec(`PRAGMA ${name} = ${value}`);
  const now = pragma(db, name);
  if (now !== value) {
    throw new RecordsError('store-unsafe', `the store of studies runs with ${name} = ${now}, not ${value}`);
  }
}

function migrate(
  db: Database.Database,
  path: string,
  { now = new Date(), backUpOlder = true }: OpenOptions,
): void {
  const found = Number(pragma(db, 'user_version'));
  if (found === migrations.length) return;
  if (found > 0 && backUpOlder) backUpBefore(db, path, now);
  immediately(db, () => {
    // Read again under the lock: another process may have migrated meanwhile.
    const version = Number(pragma(db, 'user_version'));
    refuseNewer(version, path);
    for (const migration of migrations.slice(version)) db.exec(migration);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    db.exec(`PRAGMA user_version = ${migrations.length}`);
  });
  // Into the file itself, so that an older Pinwise can tell from the header alone.
  pragma(db, 'wal_checkpoint(TRUNCATE)');
}

/** No way leads back from a migration, so there is none without a backup. */
function backUpBefore(db: Database.Database, path: string, now: Date): void {
  try {
    backUp({ path, db }, now);
  } catch (error) {
    // Another process has migrated meanwhile, and backed up before.
    if (pragma(db, 'user_version') === migrations.length) return;
    const { code, message } = error as { code?: string; message: string };
    if (code === 'ENOSPC' || code === 'EDQUOT' || isFull(code, path)) throw storeFull(path, undefined, error);
    throw new RecordsError(
      'store-unreadable',
      `${path} is of an older Pinwise, and no backup of it could be made before it is brought to this version (${message}): nothing was changed; try again when the folder backups beside it can be written to`,
      { cause: error },
    );
  }
}

function refuseNewer(version: number, path: string): void {
  if (version <= migrations.length) return;
  throw new RecordsError(
    'store-newer',
    `${path} was written by a newer Pinwise (store version ${version}; this one knows ${migrations.length}): ` +
      'open it with that Pinwise. Nothing in it was changed.',
  );
}

function damaged(path: string, detail: string, cause?: unknown): RecordsError {
  return new RecordsError(
    'store-damaged',
    `${path} is damaged (${reason(detail)}): "pinwise study repair" brings back the last backup and all that can still be read`,
    { cause },
  );
}

/** The first line that says something: SQLite begins with the name of the database between asterisks. */
const reason = (detail: string): string => {
  const lines = detail.split('\n');
  return lines.find((line) => !line.startsWith('***')) ?? lines[0];
};

/** SQLite's user_version: four bytes, big-endian, at offset 60 of the file; 0 where there is no file yet. */
function versionInHeader(path: string): number {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return 0;
  }
  try {
    const header = Buffer.alloc(64);
    const isDatabase =
      readSync(file, header, 0, 64, 0) === 64 && header.toString('latin1', 0, 13) === 'SQLite format';
    return isDatabase ? header.readUInt32BE(60) : 0;
  } finally {
    closeSync(file);
  }
}
