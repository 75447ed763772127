/**
 * Each write, sync and rename of a session of 12 questions fails once: the disk is full, or does not answer. Then the
 * same answers are sent again, as a rater does who sees "try again". The same for what writes files, and for a migration.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRecords } from '../../evaluations/records/open-records.ts';
import { durableStudy } from '../engine/cli/durable-study.ts';
import { ratingProgram } from '../engine/cli/rating-program.ts';
import { exported } from './export-scenario.ts';
import { migration } from './migration-scenario.ts';
import type { Scenario } from './scenario.ts';
import { copyOf, judgement, lookAtSession } from './scenarios.ts';
import { QUESTIONS, choiceOf } from './session-plan.ts';
import { sent } from './study-scenarios.ts';
import { BREAKABLE, type Point, callsOf, failedAt, traceable } from './strace.ts';
import { victimProgram } from './victim-program.ts';

let program: string;
let victim: string;
let folder: string;
let words: string[];
let fresh: string;
beforeAll(async () => {
  [program, victim] = await Promise.all([ratingProgram('real'), victimProgram()]);
  folder = mkdtempSync(join(tmpdir(), 'pinwise-faults-'));
  fresh = join(folder, 'fresh.sqlite');
  const questions = durableStudy(fresh, QUESTIONS);
  const records = openRecords(fresh);
  records.db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all([]);
  records.close();
  const answers = join(folder, 'answers.jsonl');
  const lines = questions.map((question) => JSON.stringify({ question, choice: choiceOf(question), ms: 1 }));
  writeFileSync(answers, `${lines.join('\n')}\n`);
  words = [program, 'study', 'rate', 'durable', '--rater', 'script', '--answers', answers];
}, 120_000);
afterAll(() => {
  for (const file of [program, victim]) rmSync(dirname(file), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

const acknowledged = (lines: string[]): string[] =>
  lines
    .map((line) => JSON.parse(line) as { question: string; recorded: boolean })
    .filter(({ recorded }) => recorded)
    .map(({ question }) => question);
function newHome(): { home: string; store: string; env: NodeJS.ProcessEnv } {
  const home = mkdtempSync(join(folder, 'home-'));
  const store = join(home, 'studies.sqlite');
  copyFileSync(fresh, store);
  return { home, store, env: { PINWISE_HOME: home } };
}

/** @returns what is wrong after that call failed with `error` */
async function withFault(point: Point, error: string, codes: Set<number | null>): Promise<string[]> {
  const { home, store, env } = newHome();
  const { code, lines, err } = await failedAt(words, point, error, env);
  codes.add(code);
  const heard = acknowledged(lines);
  const wrong: string[] = [];
  if (code !== 0 && err.trim().split('\n').length !== 1) wrong.push(`says ${JSON.stringify(err)}`);
  const records = openRecords(store);
  wrong.push(...lookAtSession(records, heard));
  records.close();
  rmSync(home, { recursive: true, force: true });
  return wrong.map((what) => `${error} at ${point.call} ${point.n}: ${what}`);
}

it.skipIf(!traceable)(
  'study rate, whose n-th write, sync or rename fails, for all n: nothing acknowledged is lost or doubled, the next question is the same (skipped without strace)',
  async () => {
    const { home, env } = newHome();
    const { points, ended } = await callsOf(words, join(folder, 'log'), { calls: BREAKABLE, env });
    expect(ended.code, ended.err).toBe(0);
    expect(acknowledged(ended.lines)).toHaveLength(QUESTIONS);
    rmSync(home, { recursive: true, force: true });
    expect(points.length).toBeGreaterThan(5 * QUESTIONS);
    // All of them nightly and by hand; here each third, alternating what goes wrong.
    const every = process.env.PINWISE_TRIALS ? 1 : 3;
    const mine = points.filter((_, i) => i % every === 0);
    const codes = new Set<number | null>();
    const wrong: string[] = [];
    const errors = (i: number) => (every === 1 ? ['ENOSPC', 'EIO'] : [['ENOSPC', 'EIO'][i % 2]]);
    const work = mine.flatMap((point, i) => errors(i).map((error) => ({ point, error })));
    const one = async (): Promise<void> => {
      for (let next = work.shift(); next; next = work.shift()) {
        wrong.push(...(await withFault(next.point, next.error, codes)));
      }
    };
    await Promise.all([one(), one()]);
    process.stdout.write(`${points.length} calls, exit codes ${[...codes].join(', ')}\n`);
    expect(wrong).toEqual([]);
    expect(codes).toContain(5);
    expect(codes).toContain(1);
  },
  1_200_000,
);

/** Temporary files, which no process that lives on may leave. */
const leavingsIn = (place: string): string[] =>
  readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(part|half)/.test(name));

it.skipIf(!traceable).each<[Scenario]>([[exported()], [sent], [migration(1)], [migration(2)]])(
  '$name, whose n-th write, sync or rename fails: the older is there or the new, whole, and nothing beside it (skipped without strace)',
  async (scenario) => {
    const prepared = join(folder, scenario.name);
    mkdirSync(prepared);
    await scenario.prepare(prepared, 0);
    const copied = (): string => {
      const place = mkdtempSync(join(folder, 'place-'));
      copyOf(prepared, place);
      return place;
    };
    const wordsFor = (place: string): string[] => [victim, ...scenario.words(place)];
    const { points, ended } = await callsOf(wordsFor(copied()), join(folder, 'log'), { calls: BREAKABLE });
    expect(ended.code, ended.err).toBe(0);
    // All of them nightly and by hand; here some, the last among them.
    const every = process.env.PINWISE_TRIALS ? 1 : 7;
    const work = points
      .filter((_, i) => (points.length - 1 - i) % every === 0)
      .map((point, i) => ({ point, error: ['ENOSPC', 'EIO'][i % 2] }));
    const wrong: string[] = [];
    const one = async (): Promise<void> => {
      for (let next = work.shift(); next; next = work.shift()) {
        const { point, error } = next;
        const place = copied();
        const { lines } = await failedAt(wordsFor(place), point, error);
        const found = [
          ...leavingsIn(place).map((name) => `${name} is left`),
          ...(await scenario.look(place, lines)),
        ];
        wrong.push(...found.map((what) => `${error} at ${point.call} ${point.n}: ${what}`));
        rmSync(place, { recursive: true, force: true });
      }
    };
    await Promise.all([one(), one()]);
    expect(wrong).toEqual([]);
  },
  600_000,
);

it.skipIf(!traceable)(
  'each acknowledgement comes after a sync, which a store that does not sync is seen by',
  async () => {
    const syncless = async (way: 'real' | 'unsynced'): Promise<number> => {
      const scenario = judgement(way);
      const place = mkdtempSync(join(folder, 'sync-'));
      await scenario.prepare(place, 0);
      const { points } = await callsOf([victim, ...scenario.words(place)], join(folder, 'log'), {
        calls: 'write,fsync,fdatasync',
      });
      let synced = false;
      let without = 0;
      for (const { call, on } of points) {
        if (call !== 'write') synced = true;
        else if (on === '1') {
          if (!synced) without++;
          synced = false;
        }
      }
      return without;
    };
    expect(await syncless('real')).toBe(0);
    expect(await syncless('unsynced')).toBeGreaterThanOrEqual(QUESTIONS - 1);
  },
);
