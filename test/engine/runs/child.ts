import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Starts a TypeScript file of this folder in a process of its own. */
export function startChild(file: string, args: string[]): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv: ['--import', 'tsx'] });
}

/** The child's next message. */
export const message = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve) => child.once('message', resolve));

/** The signal or code with which it ended. */
export const ended = (child: ChildProcess): Promise<string | number | null> =>
  new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
