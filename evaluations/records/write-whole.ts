import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { removeLeftBehind } from './left-behind.ts';

/**
 * Writes under a temporary name of this process's own, syncs and renames: what is at `path` is the old file or the new
 * one, whole. Removes what processes that were killed had begun there.
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  removeParts(path);
  writeOver(path, content);
}

/** The same, but what others had begun stays: for many files in one folder. */
export function writeOver(path: string, content: string | Uint8Array): void {
  const part = `${path}.${process.pid}.part`;
  try {
    const file = openSync(part, 'w');
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function removeParts(path: string): void {
  const start = `${basename(path)}.`;
  removeLeftBehind(dirname(path), (name) =>
    name.startsWith(start) ? /^(\d+)\.part$/.exec(name.slice(start.length))?.[1] : undefined,
  );
}
