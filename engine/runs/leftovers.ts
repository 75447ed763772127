/** What processes that were killed left behind: never part of a run, and in the way of the next one at worst. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Milliseconds after which nobody can still be at work in a draft, which takes its maker a moment. */
const OLD = 60_000;

/** Removes drafts of runs, and runs whose removal was cut short. */
export function removeDrafts(home: string, now = Date.now()): void {
  const place = join(home, 'runs');
  for (const name of namesIn(place)) {
    if (!/^\.(new|removed)-/.test(name)) continue;
    const path = join(place, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat && now - stat.mtimeMs > OLD) rmSync(path, { recursive: true, force: true });
  }
}

/**
 * Removes files of a run that were never renamed into their place. Only for the holder of its lease: nobody else
 * writes there then.
 */
export function removeTemporaries(folder: string): void {
  for (const place of [folder, join(folder, 'checkpoints')]) {
    for (const name of namesIn(place)) if (name.endsWith('.tmp')) rmSync(join(place, name), { force: true });
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
