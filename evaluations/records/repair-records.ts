/**
 * A damaged store becomes a good one: the last verified backup, and over it all that can still be read of the damaged
 * file, which is kept under another name. The new store takes the old one's place in one step, after it was checked.
 */
import { constants, copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { type Backup, lastBackup } from './backup.ts';
import { type Records, openRecords } from './open-records.ts';
import { restoreRows } from './restore-rows.ts';
import { RecordsError } from './records-error.ts';
import { salvage } from './salvage.ts';
import { all, first, pragma } from './sqlite.ts';

export interface Repaired {
  /** The backup that it began with; null where there was none. */
  backup: Pick<Backup, 'at' | 'judgements'> | null;
  studies: number;
  /** In the repaired store, among them `salvaged` that only the damaged file held. */
  judgements: number;
  salvaged: number;
  /** That the damaged file once held and that neither it nor the backup gives; null where it does not say. */
  missing: number | null;
  /** Where the damaged file is now. */
  kept: string;
}

/**
 * No other process may have the store open.
 * @throws RecordsError `store-sound` where nothing is damaged, and those of `openRecords` but `store-damaged`
 */
export function repairRecords(store: string, now: Date): Repaired {
  requireDamage(store);
  const fresh = `${store}.repaired`;
  removeStore(fresh);
  const backup = lastBackup(store);
  if (backup) copyFileSync(backup.path, fresh, constants.COPYFILE_FICLONE);
  const records = openRecords(fresh, { backUpOlder: false });
  let outcome: Omit<Repaired, 'kept'>;
  try {
    outcome = fill(records, store, backup);
  } finally {
    records.close();
  }
  const kept = setAside(store, now);
  renameSync(fresh, store);
  removeStore(fresh);
  openRecords(store).close();
  return { ...outcome, kept };
}

function fill(records: Records, store: string, backup: Backup | null): Omit<Repaired, 'kept'> {
  const readable = salvage(store);
  const salvaged = restoreRows(records, readable);
  const { db } = records;
  const found = pragma(db, 'quick_check');
  if (found !== 'ok' || all(db, 'PRAGMA foreign_key_check').length > 0) {
    throw new RecordsError('store-unreadable', `the repaired store is not whole (${String(found)})`);
  }
  const count = (table: string): number => first<{ n: number }>(db, `SELECT count(*) AS n FROM ${table}`)!.n;
  const judgements = count('judgements');
  const { promised } = readable;
  pragma(db, 'wal_checkpoint(TRUNCATE)');
  return {
    backup: backup && { at: backup.at, judgements: backup.judgements },
    studies: count('studies'),
    judgements,
    salvaged,
    missing: promised === null ? null : Math.max(0, promised - judgements),
  };
}

function requireDamage(store: string): void {
  try {
    openRecords(store).close();
  } catch (error) {
    if (error instanceof RecordsError && error.code === 'store-damaged') return;
    throw error;
  }
  throw new RecordsError('store-sound', `${store} is whole: there is nothing to repair`);
}

/** The damaged store under another name; with its log, which would else be read into the new one. */
function setAside(store: string, now: Date): string {
  const kept = store.replace(/(\.sqlite)?$/, `-damaged-${now.toISOString().replaceAll(/[:.]/g, '-')}.sqlite`);
  // A second name, so that there is a store at every moment.
  try {
    linkSync(store, kept);
  } catch {
    copyFileSync(store, kept);
  }
  if (existsSync(`${store}-wal`)) renameSync(`${store}-wal`, `${kept}-wal`);
  rmSync(`${store}-shm`, { force: true });
  return kept;
}

function removeStore(path: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
}
