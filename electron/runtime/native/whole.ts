/** A list of a folder's files, so that a later set-up knows whether it is still as it was made. */
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from './fetch-wheels.ts';

const LIST = 'whole.json';

interface Entry {
  size: number;
  mtimeMs: number;
  sha256: string;
}

/** The last thing that is written into a folder. */
export async function writeList(folder: string): Promise<void> {
  const list: Record<string, Entry> = {};
  for (const file of filesIn(folder)) {
    const { size, mtimeMs } = statSync(join(folder, file));
    list[file] = { size, mtimeMs, sha256: await sha256(join(folder, file)) };
  }
  writeFileSync(join(folder, LIST), JSON.stringify(list));
}

/** Is every file as it was listed? Contents are read where the time of change differs, and always when `thorough`. */
export async function isWhole(folder: string, thorough: boolean): Promise<boolean> {
  try {
    const list = JSON.parse(readFileSync(join(folder, LIST), 'utf8')) as Record<string, Entry>;
    for (const [file, entry] of Object.entries(list)) {
      const { size, mtimeMs } = statSync(join(folder, file));
      if (size !== entry.size) return false;
      if ((thorough || mtimeMs !== entry.mtimeMs) && (await sha256(join(folder, file))) !== entry.sha256)
        return false;
    }
    return Object.keys(list).length > 0;
  } catch {
    return false;
  }
}

const filesIn = (folder: string, under = ''): string[] =>
  readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const path = join(under, entry.name);
    return entry.isDirectory() ? filesIn(folder, path) : [path];
  });
