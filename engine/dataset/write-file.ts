/**
 * Files of the store are written whole or not at all: to a temporary name beside the place, synced, then renamed.
 * A full disk is one error, `disk-full`, wherever it shows.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { PinwiseError } from '../contract/rpc.ts';

/** Bytes of one call of write(2); some systems write no more than 2 GiB at once. */
const slice = 1 << 28;
let written = 0;

/** Makes the folder where it lacks. @throws PinwiseError `disk-full` */
export function writeFileWhole(path: string, data: string | Uint8Array): void {
  writeChunksWhole(path, [typeof data === 'string' ? Buffer.from(data) : data]);
}

/** The same for data in pieces, so that they need not be joined in memory first. @throws PinwiseError `disk-full` */
export function writeChunksWhole(path: string, chunks: Iterable<Uint8Array>): void {
  const temporary = `${path}.${process.pid}-${written++}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(temporary, 'wx');
    try {
      for (const chunk of chunks) writeAll(file, chunk);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    syncFolder(dirname(path));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw asDiskFull(error, path);
  }
}

/** Makes renames within `folder` durable; a no-op where folders cannot be opened (Windows). */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** ENOSPC and EDQUOT as `disk-full`; anything else as it came. */
export function asDiskFull(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new PinwiseError('disk-full', `the disk is full: ${path} could not be written; free some space`, {
    cause: error,
  });
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    at += writeSync(file, bytes, at, Math.min(slice, bytes.length - at));
  }
}
