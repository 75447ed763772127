/** Measures of nearest-neighbour indexes: recall@k against exact answers, queries a second, and what both cost. */

/** One setting of an index. */
export interface Level {
  /** Items looked at: ef of HNSW, candidates of weak AND. */
  ef: number;
  recall: number;
  /** By number of threads. */
  queriesPerSecond: Map<number, number>;
}

/**
 * Queries a second at a recall of `want`: between the two settings around it log(queries/s) is taken as linear in
 * recall. Null where it is not reached.
 * @param levels by growing ef
 */
export function rateAtRecall(levels: readonly Level[], threads: number, want = 0.99): number | null {
  let last: Level | null = null;
  for (const level of levels) {
    const rate = level.queriesPerSecond.get(threads)!;
    if (level.recall >= want) {
      if (!last || last.recall >= level.recall) return rate;
      const share = (want - last.recall) / (level.recall - last.recall);
      const before = last.queriesPerSecond.get(threads)!;
      return Math.exp((1 - share) * Math.log(before) + share * Math.log(rate));
    }
    last = level;
  }
  return null;
}

/** Mean share of `truth` that `found` has, both rows by query, `k` of each. */
export function recallAt(
  found: readonly (readonly number[])[],
  truth: readonly (readonly number[])[],
  k: number,
): number {
  const shared = found.map((rows, query) => {
    const right = new Set(truth[query]);
    return new Set(rows.filter((row) => right.has(row))).size / k;
  });
  return shared.reduce((a, b) => a + b, 0) / Math.max(1, shared.length);
}

/** Queries a second: the median of `repeat` rounds, after one that is not counted. */
export async function rateOf(
  queries: number,
  repeat: number,
  work: () => void | Promise<unknown>,
): Promise<number> {
  await work();
  const seconds: number[] = [];
  for (let round = 0; round < repeat; round++) {
    const since = performance.now();
    await work();
    seconds.push((performance.now() - since) / 1000);
  }
  seconds.sort((a, b) => a - b);
  const middle = seconds.length >> 1;
  const median = seconds.length % 2 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2;
  return queries / median;
}
