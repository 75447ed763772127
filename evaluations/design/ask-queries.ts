import { sampleQueries } from './sample-queries.ts';

/** What an arm answers to one query; nothing where it has no answer (a random walk from an item without contexts). */
interface Answered {
  items: readonly unknown[];
}

/**
 * The queries of a study with what both arms answer: a uniform sample, in random order, of those queries that both
 * answer at all. A query without an answer of one arm is no comparison; the next one of the sample takes its place.
 * @param candidates rows of items that may be asked about, none twice
 * @param ask answers of arm a and of arm b to `rows`, in their order
 * @returns `count` answers of each arm, or as many as there are
 */
export async function askQueries<A extends Answered>(
  candidates: readonly number[],
  count: number,
  seed: number,
  ask: (rows: number[]) => Promise<[A[], A[]]>,
): Promise<[A[], A[]]> {
  const order = sampleQueries(candidates, candidates.length, seed);
  const found: [A, A][] = [];
  for (let at = 0; at < order.length && found.length < count;) {
    const rows = order.slice(at, at + count - found.length);
    at += rows.length;
    const [ofA, ofB] = await ask(rows);
    ofA.forEach((a, i) => {
      if (a.items.length > 0 && ofB[i].items.length > 0) found.push([a, ofB[i]]);
    });
  }
  return [found.map(([a]) => a), found.map(([, b]) => b)];
}
