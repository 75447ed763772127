import { spawn } from 'node:child_process';

/** For a line that stalls: nothing that the set-up runs takes this long. */
const patienceMs = 20 * 60_000;

/**
 * Runs a program without a shell and hands back what it wrote on standard output.
 * @throws Error with the last line of its standard error, when it fails or cannot be started
 */
export function run(
  program: string,
  words: string[],
  { cwd, env, patience = patienceMs }: { cwd?: string; env?: NodeJS.ProcessEnv; patience?: number } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      ...{ cwd, env: { ...process.env, ...env }, timeout: patience },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(out);
      const last = err.trim().split('\n').at(-1)?.trim();
      reject(
        new Error(
          `${program} ${words[0]} ${signal ? `was ended by ${signal}` : 'failed'}: ${last || `code ${code}`}`,
        ),
      );
    });
  });
}

/** Does it start and succeed? */
export const works = (program: string, words: string[]): Promise<boolean> =>
  run(program, words, { patience: 60_000 }).then(
    () => true,
    () => false,
  );
