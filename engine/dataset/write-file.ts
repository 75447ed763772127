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
  const file = new UnnamedFile(path);
  try {
    for (const chunk of chunks) file.write(chunk);
    file.publish();
  } catch (error) {
    throw file.discard(error);
  }
}

/** The same for pieces that take time. @throws PinwiseError `disk-full`, and what making the pieces throws */
export async function writeStreamWhole(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const file = new UnnamedFile(path);
  try {
    for await (const chunk of chunks) file.write(chunk);
    file.publish();
  } catch (error) {
    throw file.discard(error);
  }
}

/** A file under a temporary name, until it is whole. */
class UnnamedFile {
  private readonly temporary: string;
  private file: number | null = null;

  constructor(private readonly path: string) {
    this.temporary = `${path}.${process.pid}-${written++}.tmp`;
  }

  write(bytes: Uint8Array): void {
    const file = this.opened();
    for (let at = 0; at < bytes.length;) {
      at += writeSync(file, bytes, at, Math.min(slice, bytes.length - at));
    }
  }

  publish(): void {
    fsyncSync(this.opened());
    this.close();
    renameSync(this.temporary, this.path);
    syncFolder(dirname(this.path));
  }

  /** @returns the error to throw */
  discard(error: unknown): unknown {
    this.close();
    rmSync(this.temporary, { force: true });
    return asDiskFull(error, this.path);
  }

  private opened(): number {
    if (this.file === null) {
      mkdirSync(dirname(this.path), { recursive: true });
      this.file = openSync(this.temporary, 'wx');
    }
    return this.file;
  }

  private close(): void {
    if (this.file !== null) closeSync(this.file);
    this.file = null;
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
