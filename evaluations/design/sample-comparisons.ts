/**
 * Draws a study's comparisons from a frame: many queries in random order that all arms answer, already dealt over
 * the pairs of arms. Each pair's part of the frame is a uniform sample of the queries, so that its weighted questions
 * estimate what all of them would have given (two-phase sampling, Neyman 1938).
 */
import { random } from '../random.ts';
import type { Comparison } from './question.ts';
import { type Strata, sampleStrata } from './sample-strata.ts';

/** Queries in a frame: enough to know the strata by, few enough to ask all arms about. */
export const frameSize = (questions: number): number => Math.max(1000, 4 * questions);

export interface SamplePlan {
  questions: number;
  seed: number;
  /** The most strata that a rule makes use of. */
  most: number;
  /** @param most strata that the questions of one pair suffice for */
  strataOf(frame: readonly Comparison[], most: number): Strata;
}

/** @returns `questions` of the frame, dealt evenly over the pairs, with stratum and weight; in the frame's order */
export function sampleComparisons(
  frame: readonly Comparison[],
  { questions, seed, most, strataOf }: SamplePlan,
): Comparison[] {
  const byPair = new Map<string, number[]>();
  frame.forEach(({ pair }, at) => {
    const name = pair.join('');
    byPair.set(name, [...(byPair.get(name) ?? []), at]);
  });
  const pairs = [...byPair];
  // Where fewer queries can be asked than are wanted, the frame says how many: asking for these gives the same again.
  const count = Math.min(questions, frame.length);
  const each = Math.floor(count / pairs.length);
  const { of, pull } = strataOf(frame, Math.max(1, Math.min(most, Math.floor(each / 2))));
  const drawn = pairs.flatMap(([name, rows], i) => {
    const own = Math.ceil((count - i) / pairs.length);
    const sample = sampleStrata({ of: rows.map((at) => of[at]), pull }, own, random(seed, `sample|${name}`));
    return sample.map(({ at, stratum, weight }) => ({ at: rows[at], stratum, weight }));
  });
  return drawn
    .sort((x, y) => x.at - y.at)
    .map(({ at, stratum, weight }) => ({ ...frame[at], stratum, weight }));
}
