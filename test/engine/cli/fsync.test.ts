import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { durableStudy } from './durable-study.ts';
import { ratingProgram } from './rating-program.ts';

const ANSWERS = 40;
// Not a dependency: whoever has it counts with it.
const tracer = 'strace';
const traceable = spawnSync(tracer, ['-f', '-o', '/dev/null', 'true']).status === 0;

it.skipIf(!traceable)(
  'strace counts at least one fsync or fdatasync for each acknowledged judgement (skipped without strace)',
  async () => {
    const program = await ratingProgram('real');
    const home = mkdtempSync(join(tmpdir(), 'pinwise-fsync-'));
    const questions = durableStudy(join(home, 'studies.sqlite'), ANSWERS);
    const rated = (asked: string[]): { acknowledged: number; syncs: number } => {
      const answers = join(home, 'answers.jsonl');
      const counts = join(home, 'counts.txt');
      writeFileSync(
        answers,
        asked.map((question) => `${JSON.stringify({ question, choice: 'left' })}\n`).join(''),
      );
      const traced = spawnSync(
        tracer,
        [
          ...['-f', '-c', '-e', 'trace=fsync,fdatasync', '-o', counts, process.execPath, program],
          ...['study', 'rate', 'durable', '--rater', 'script', '--answers', answers],
        ],
        { env: { ...process.env, PINWISE_HOME: home }, encoding: 'utf8' },
      );
      expect(traced.stderr).toBe('');
      const acknowledged = traced.stdout
        .split('\n')
        .filter((line) => line.includes('"recorded":true')).length;
      return { acknowledged, syncs: syncsIn(readFileSync(counts, 'utf8')) };
    };
    // The first command makes the backup that is due.
    rated([]);
    const idle = rated([]);
    expect(idle.acknowledged).toBe(0);
    const busy = rated(questions);
    expect(busy.acknowledged).toBe(ANSWERS);
    expect(busy.syncs - idle.syncs).toBeGreaterThanOrEqual(ANSWERS);
    rmSync(dirname(program), { recursive: true, force: true });
  },
);

/** Calls in strace's table: `% time, seconds, usecs/call, calls, errors, syscall`. */
function syncsIn(table: string): number {
  return table
    .split('\n')
    .filter((line) => /\b(fsync|fdatasync)$/.test(line.trim()))
    .reduce((sum, line) => sum + Number(line.trim().split(/\s+/)[3]), 0);
}
