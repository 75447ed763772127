/**
 * strace counts, stops and breaks the calls by which a program publishes what it did: each write, sync, rename, truncation
 * and removal of its main thread. It is not a dependency: whoever has it runs these tests.
 */
import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const CALLS =
  'write,pwrite64,writev,pwritev,fsync,fdatasync,rename,renameat,renameat2,ftruncate,unlink,unlinkat,mkdir,mkdirat,link,linkat';
export const BREAKABLE = 'write,pwrite64,fsync,fdatasync,rename,renameat,renameat2';

export const traceable = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

export interface Ended {
  code: number | null;
  signal: string | null;
  /** Whole lines of standard output. */
  lines: string[];
  err: string;
}

export interface Options {
  /** Arguments of strace. */
  trace: string[];
  env?: NodeJS.ProcessEnv;
}

async function traced(words: string[], { trace, env }: Options): Promise<Ended> {
  const options: SpawnOptions = { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] };
  const child = spawn('strace', ['-qq', ...trace, process.execPath, ...words], options);
  let out = '';
  let err = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { code, signal, lines: out.split('\n').slice(0, -1), err };
}

/** A call of the program: the n-th of its kind, as strace counts. */
export interface Point {
  call: string;
  n: number;
  /** Its first argument: for most, the file. */
  on: string;
}

/** Runs to the end. @returns its calls in their order, with how it ended */
export async function callsOf(
  words: string[],
  log: string,
  { calls = CALLS, env }: { calls?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<{ points: Point[]; ended: Ended }> {
  const ended = await traced(words, { trace: ['-o', log, '-e', `trace=${calls}`], env });
  const counts = new Map<string, number>();
  const points = readFileSync(log, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, call, on] = /^(\w+)\(([^,)]*)/.exec(line) ?? [];
      if (call === undefined) return [];
      const n = (counts.get(call) ?? 0) + 1;
      counts.set(call, n);
      return [{ call, n, on }];
    });
  return { points, ended };
}

/** Killed by SIGKILL as it makes that call. */
export const killedAt = (words: string[], { call, n }: Point): Promise<Ended> =>
  traced(words, {
    trace: ['-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${call}:signal=KILL:when=${n}`],
  });

/** That call fails with `error` and is not made. */
export const failedAt = (
  words: string[],
  { call, n }: Point,
  error: string,
  env?: NodeJS.ProcessEnv,
): Promise<Ended> =>
  traced(words, {
    trace: ['-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${call}:error=${error}:when=${n}`],
    env,
  });
