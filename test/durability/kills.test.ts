import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { killTrials } from './kill-trials.ts';
import { exported } from './export-scenario.ts';
import { migration } from './migration-scenario.ts';
import { judgement, scenarios } from './scenarios.ts';
import { traceable } from './strace.ts';
import { victimProgram } from './victim-program.ts';

/** `npm run test:durability` makes 3,200. */
const trials = Number(process.env.PINWISE_TRIALS || 200);
let program: string;
beforeAll(async () => {
  program = await victimProgram();
}, 60_000);
afterAll(() => rmSync(dirname(program), { recursive: true, force: true }));

it.skipIf(!traceable)(
  `${trials} kills over every write, sync, rename and removal of judgements, a study made, sent, taken in and merged, its report and answers written as files, a store migrated, an import and checkpoints: nothing acknowledged is lost or doubled (skipped without strace)`,
  async () => {
    const { wrong, killed, points } = await killTrials(program, scenarios, trials);
    process.stdout.write(`${trials} trials, ${killed} killed, points ${JSON.stringify(points)}\n`);
    expect(wrong).toEqual([]);
    expect(killed).toBeGreaterThan(trials * 0.9);
    expect(points.judgement).toBeGreaterThan(100);
    for (const { name } of scenarios) expect(points[name], name).toBeGreaterThan(5);
  },
  120_000 + trials * 3000,
);

it.skipIf(!traceable)(
  'null control: acknowledging before writing is found out by the same kills',
  async () => {
    const { wrong } = await killTrials(program, [judgement('hasty')], 12);
    expect(wrong.some((line) => line.endsWith('is lost'))).toBe(true);
  },
);

it.skipIf(!traceable)(
  'null controls: a migration that is committed in parts, one without a backup before it, and files that are written where they are to be, are found out by the same kills',
  async () => {
    const apart = await killTrials(program, [migration(1, 'apart')], 6);
    expect(apart.wrong.some((line) => line.includes('duplicate column name'))).toBe(true);
    const unsaved = await killTrials(program, [migration(1, 'unsaved')], 10);
    expect(unsaved.wrong.some((line) => line.endsWith('migrated without a backup'))).toBe(true);
    const bare = await killTrials(program, [exported('bare')], 16);
    expect(bare.wrong.some((line) => line.includes(' is cut: '))).toBe(true);
  },
  60_000,
);
