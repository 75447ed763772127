import { Readable, Writable } from 'node:stream';
import type { Environment } from '../../../engine/cli/environment.ts';
import { runProgram } from '../../../engine/cli/program.ts';
import { root } from '../../root.ts';

export interface Ran {
  code: number;
  out: string;
  err: string;
}

export interface Typing {
  /** Standard input. */
  input?: string;
  signal?: AbortSignal;
  now?: () => Date;
  /** Sees every piece of stderr as it is written. */
  onError?(text: string): void;
  /** Is stderr a terminal? Default: no. */
  tty?: boolean;
}

const clock = (): Date => new Date('2026-03-01T12:00:00Z');

export function environment(typing: Typing = {}): Environment & { read(): Omit<Ran, 'code'> } {
  const read = { out: '', err: '' };
  const writable = (take: (text: string) => void): Writable =>
    new Writable({ write: (chunk, _, done) => (take(String(chunk)), done()) });
  return {
    root,
    self: 'main.cjs',
    version: '0.0.0-test',
    stdin: Readable.from(typing.input === undefined ? [] : [typing.input]),
    stdout: writable((text) => (read.out += text)),
    stderr: Object.assign(
      writable((text) => {
        read.err += text;
        typing.onError?.(text);
      }),
      { isTTY: typing.tty, columns: 200 },
    ),
    now: typing.now ?? clock,
    signal: typing.signal ?? new AbortController().signal,
    read: () => read,
  };
}

/** Runs one command line in this process. The home is PINWISE_HOME, as everywhere. */
export async function pinwiseIn(words: string[], typing?: Typing): Promise<Ran> {
  const inside = environment(typing);
  const code = await runProgram(words, inside);
  return { code, ...inside.read() };
}

/** The JSON document that a command prints; stdout has to hold it and nothing else. */
export async function jsonOf(words: string[], typing?: Typing): Promise<unknown> {
  const { code, out, err } = await pinwiseIn([...words, '--json'], typing);
  if (code !== 0) throw new Error(`exit ${code}: ${err}`);
  return JSON.parse(out) as unknown;
}
