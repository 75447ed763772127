/** What our build of the native library needs of the machine: a Python with pip, and a C++ compiler. */
import { existsSync } from 'node:fs';
import { run, works } from './run.ts';

export interface Tools {
  python: string;
  compiler: string;
}

/** Debian's names. */
const packages = { python: 'python3-pip', compiler: 'g++' };

/**
 * The tools; what is missing is installed where the set-up may do that (as root on Debian).
 * @throws Error that names what is missing, with the line that installs it where we know it
 */
export async function findTools(say: (text: string) => void): Promise<Tools> {
  const found = await look();
  const missing = missingOf(found);
  if (missing.length === 0) return found as Tools;
  const line = `apt-get install -y --no-install-recommends ${missing.map((name) => packages[name]).join(' ')}`;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    say(line);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    try {
      await run('apt-get', ['update', '-q'], { env });
      await run('apt-get', line.split(' ').slice(1), { env });
    } catch (error) {
      say((error as Error).message);
    }
    const again = await look();
    if (missingOf(again).length === 0) return again as Tools;
  }
  throw new MissingTools(
    missing,
    existsSync('/usr/bin/apt-get') ? `sudo ${line} && npm run setup` : 'npm run setup',
  );
}

/** Carries the line that helps. */
export class MissingTools extends Error {
  constructor(
    missing: string[],
    readonly cure: string,
  ) {
    const words = { python: 'Python with pip', compiler: 'a C++ compiler (g++)' };
    super(`this machine has no ${missing.map((name) => words[name as keyof typeof words]).join(' and no ')}`);
  }
}

async function look(): Promise<Partial<Tools>> {
  return {
    python: await firstThatWorks(['python3', 'python'], ['-m', 'pip', '--version']),
    compiler: await firstThatWorks([process.env.CXX ?? 'g++', 'g++', 'clang++'], ['--version']),
  };
}

const missingOf = (found: Partial<Tools>): (keyof Tools)[] =>
  (['python', 'compiler'] as const).filter((name) => !found[name]);

async function firstThatWorks(programs: string[], words: string[]): Promise<string | undefined> {
  for (const program of programs) if (await works(program, words)) return program;
  return undefined;
}
