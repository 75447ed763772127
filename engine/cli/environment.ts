import type { Writable } from 'node:stream';

/** What a command gets from its host; main.ts fills it in from the process. */
export interface Environment {
  /** The repository, or the installed application's folder. */
  readonly root: string;
  /** This program's file, for running it again as a child process. */
  readonly self: string;
  readonly version: string;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly now: () => Date;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
}
