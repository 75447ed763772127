/** Who a process is: its id alone says little, since ids are given again to later processes. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When process `pid` started, in the system's own words, comparable only with itself.
 * @returns null when there is no such process, `''` when there is one but this system does not tell its start
 */
export function processStart(pid: number): string | null {
  if (process.platform === 'linux') return startOnLinux(pid);
  if (!exists(pid)) return null;
  return process.platform === 'darwin' ? startByPs(pid) : '';
}

/** Whether the process that had `pid` and started at `start` still lives. */
export function isAlive(pid: number, start: string): boolean {
  const now = processStart(pid);
  if (now === null) return false;
  return now === '' || start === '' || now === start;
}

/** Fields 3 (state) and 22 (start, in ticks since boot) of /proc/<pid>/stat; the command before them may hold anything. */
function startOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, start] = [fields[0], fields[19]];
    return state === 'Z' || state === 'X' ? null : start;
  } catch {
    return null;
  }
}

function startByPs(pid: number): string | null {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
