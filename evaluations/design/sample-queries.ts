import { random, shuffle } from '../random.ts';

/**
 * The queries that a study asks about: a uniform sample without replacement, in random order.
 * @param candidates rows of items that may be asked about, none twice
 * @returns `count` of them, or all where there are fewer; the same for the same candidates and seed
 */
export function sampleQueries(candidates: readonly number[], count: number, seed: number): number[] {
  return shuffle([...candidates], random(seed, 'queries')).slice(0, count);
}
