/**
 * Folders under datasets/ that an import works in. Their names start with a dot, so that no list shows them, and tell
 * the process that made them, so that what a dead process left behind is found and removed.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const pattern = /^\.(?:import|unpack|removed)-(\d+)-/;
/** Of this process: a folder with its number that is not here was left by an earlier process with that number. */
const mine = new Set<string>();

export interface WorkFolder {
  path: string;
  /** Removes what is left of it. */
  remove(): void;
}

export function makeWorkFolder(home: string, kind: 'import' | 'unpack' | 'removed'): WorkFolder {
  const name = `.${kind}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const path = join(home, 'datasets', name);
  mine.add(name);
  mkdirSync(path, { recursive: true });
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true });
      mine.delete(name);
    },
  };
}

/** Removes the folders of processes that are gone. */
export function removeLeftovers(home: string): void {
  for (const name of foldersIn(join(home, 'datasets'))) {
    const process = pattern.exec(name)?.[1];
    if (process === undefined || mine.has(name) || isAlive(Number(process))) continue;
    rmSync(join(home, 'datasets', name), { recursive: true, force: true });
  }
}

/** Names in `folder`; none when there is no such folder. */
export function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
