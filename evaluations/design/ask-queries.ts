import { sampleQueries } from './sample-queries.ts';

/** What an arm answers to one query; nothing where it has no answer (a random walk from an item without contexts). */
interface Answered {
  items: readonly unknown[];
}

/**
 * The queries of a study with what its arms answer: a uniform sample, in random order, of those queries that all arms
 * answer at all. A query without an answer of one arm is no comparison; the next one of the sample takes its place.
 * @param candidates rows of items that may be asked about, none twice
 * @param ask answers of arm a, of arm b, ... to `rows`, in their order
 * @returns `count` answers of each arm, or as many as there are
 */
export async function askQueries<A extends Answered>(
  candidates: readonly number[],
  count: number,
  seed: number,
  ask: (rows: number[]) => Promise<A[][]>,
): Promise<A[][]> {
  const order = sampleQueries(candidates, candidates.length, seed);
  const found: A[][] = [];
  let arms = 0;
  for (let at = 0; at < order.length && found.length < count;) {
    const rows = order.slice(at, at + count - found.length);
    at += rows.length;
    const answers = await ask(rows);
    arms = answers.length;
    rows.forEach((_, i) => {
      const own = answers.map((list) => list[i]);
      if (own.every(({ items }) => items.length > 0)) found.push(own);
    });
  }
  return Array.from({ length: arms }, (_, arm) => found.map((own) => own[arm]));
}
