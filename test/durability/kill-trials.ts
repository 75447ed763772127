/** Kills the session at every point at which it publishes something, and looks at what is left. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { random } from '../../evaluations/random.ts';
import type { Scenario } from './scenario.ts';
import { copyOf } from './scenarios.ts';
import { type Point, callsOf, killedAt } from './strace.ts';

const AT_ONCE = 2;

export interface Outcome {
  trials: number;
  /** That died of the kill; the others had ended before their point. */
  killed: number;
  /** Points of each scenario. */
  points: Record<string, number>;
  /** What is wrong, with what it takes to see it again. */
  wrong: string[];
}

/**
 * @param trials all points of all scenarios, again and again with new data, until there are so many; fewer than the
 *   points are drawn at random, always the same
 */
export async function killTrials(program: string, scenarios: Scenario[], trials: number): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'pinwise-durability-'));
  try {
    return await inFolder(folder, program, scenarios, trials);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inFolder(
  folder: string,
  program: string,
  scenarios: Scenario[],
  trials: number,
): Promise<Outcome> {
  const plan: { scenario: Scenario; point: Point }[] = [];
  const points: Outcome['points'] = {};
  for (const scenario of scenarios) {
    const found = await pointsOf(folder, program, scenario);
    points[scenario.name] = found.length;
    plan.push(...found.map((point) => ({ scenario, point })));
  }
  const outcome: Outcome = { trials, killed: 0, points, wrong: [] };
  const rounds = Math.ceil(trials / plan.length);
  for (let round = 0, done = 0; round < rounds; round++) {
    // A new study each round: other sides and another order of questions.
    for (const scenario of scenarios) await prepared(folder, scenario, round);
    const share = Math.min(plan.length, trials - done);
    const rng = random(round, 'points');
    const mine = plan
      .map((entry) => ({ ...entry, draw: rng.next() }))
      .sort((x, y) => x.draw - y.draw)
      .slice(0, share);
    done += share;
    const one = async (): Promise<void> => {
      for (let next = mine.shift(); next; next = mine.shift()) {
        await trial(folder, program, { ...next, round }, outcome);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    if (rounds > 1) process.stdout.write(`${done} of ${trials} trials, ${outcome.wrong.length} wrong\n`);
  }
  return outcome;
}

const preparedPlace = (folder: string, { name }: Scenario, round: number): string =>
  join(folder, `${name}-${round}`);

async function prepared(folder: string, scenario: Scenario, round: number): Promise<void> {
  const place = preparedPlace(folder, scenario, round);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  await scenario.prepare(place, round);
}

async function pointsOf(folder: string, program: string, scenario: Scenario): Promise<Point[]> {
  await prepared(folder, scenario, 0);
  const place = mkdtempSync(join(folder, 'count-'));
  copyOf(preparedPlace(folder, scenario, 0), place);
  const { points, ended } = await callsOf([program, ...scenario.words(place)], join(folder, 'log'));
  if (ended.code !== 0) throw new Error(`${scenario.name} fails unharmed: ${ended.err}`);
  return points;
}

async function trial(
  folder: string,
  program: string,
  { scenario, point, round }: { scenario: Scenario; point: Point; round: number },
  outcome: Outcome,
): Promise<void> {
  const place = mkdtempSync(join(folder, 'trial-'));
  copyOf(preparedPlace(folder, scenario, round), place);
  const { signal, code, lines } = await killedAt([program, ...scenario.words(place)], point);
  if (signal === 'SIGKILL' || code === 137) outcome.killed++;
  const tell = (what: string): void =>
    void outcome.wrong.push(`${scenario.name}, seed ${round}, killed at ${point.call} ${point.n}: ${what}`);
  try {
    for (const what of await scenario.look(place, lines)) tell(what);
  } catch (error) {
    tell(String(error));
  }
  rmSync(place, { recursive: true, force: true });
}
