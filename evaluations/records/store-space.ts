/** A full disk in words: what is safe, how much is needed and how much is free. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { RecordsError } from './records-error.ts';

const MIB = 2 ** 20;
/** Enough for a session of answers: the log of a store grows to about 4 MiB before it is copied into the file. */
export const STORE_NEEDS = 16 * MIB;

/** Bytes that are free on the disk of the store; null where the system does not tell. */
export function freeBytes(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize;
  } catch {
    return null;
  }
}

export function storeFull(path: string, needed: number = STORE_NEEDS, cause?: unknown): RecordsError {
  const free = freeBytes(path);
  const room = free === null ? '' : `, ${mebibytes(free)} are free`;
  return new RecordsError(
    'store-full',
    `the disk is full: nothing was recorded, all that was recorded before is safe; ${mebibytes(needed)} are needed${room} in ${dirname(path)}: free some space and try again`,
    { cause },
  );
}

/**
 * Before something large is written: a study, answers of another machine.
 * @param bytes of it, about
 * @throws RecordsError `store-full`
 */
export function needStoreSpace(
  { path }: { path: string },
  bytes: number,
  free: number | null = freeBytes(path),
): void {
  // Once in the log and once in the file.
  const needed = 2 * bytes + STORE_NEEDS;
  if (free !== null && free < needed) throw storeFull(path, needed);
}

/** SQLite tells a full disk in more ways than one: some only as "could not write". */
export function isFull(code: string | undefined, path: string): boolean {
  if (code?.startsWith('SQLITE_FULL')) return true;
  if (!code?.startsWith('SQLITE_IOERR') && !code?.startsWith('SQLITE_CANTOPEN')) return false;
  const free = freeBytes(path);
  return free !== null && free < MIB;
}

const mebibytes = (bytes: number): string =>
  bytes < MIB ? `${Math.floor(bytes / 1024)} KiB` : `${Math.floor(bytes / MIB)} MiB`;
