import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes under a temporary name, syncs and renames: what is at `path` is the old file or the new one, whole. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const part = `${path}.part`;
  const file = openSync(part, 'w');
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } catch (error) {
    closeSync(file);
    rmSync(part, { force: true });
    throw error;
  }
  closeSync(file);
  renameSync(part, path);
}
