import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes what processes that are gone had begun in a folder. What cannot be removed stays.
 * @param pidIn the number of the process in the name of such a file; undefined for any other file
 */
export function removeLeftBehind(folder: string, pidIn: (name: string) => string | undefined): void {
  for (const name of namesIn(folder)) {
    const pid = pidIn(name);
    if (pid === undefined || isAlive(Number(pid))) continue;
    try {
      rmSync(join(folder, name), { force: true });
    } catch {
      // The next one tries again.
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
