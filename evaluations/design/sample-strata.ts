/**
 * A stratified sample without replacement, with the weights that undo it.
 *
 * Within a stratum all queries are as likely, so that the probability of a query is drawn / size of its stratum, and
 * its weight is the inverse of that: the weighted mean over the sample (Horvitz and Thompson 1952) estimates, without
 * bias, the mean over all queries, whatever is measured. Every stratum is drawn from; that is what it takes.
 */
import { type Random, shuffle } from '../random.ts';

export interface Drawn {
  /** Position of the query among those that were to be drawn from. */
  at: number;
  stratum: string;
  /** Of mean 1. */
  weight: number;
}

export interface Strata {
  /** Stratum of each query. */
  of: readonly string[];
  /**
   * How likely a query of a stratum is to be drawn, relative to those of others. Default: such that every stratum
   * gets as many questions, or all that it has.
   */
  pull?: (stratum: string) => number;
}

/** @returns `count` queries, or all where there are fewer; in the order of `of` */
export function sampleStrata({ of, pull }: Strata, count: number, rng: Random): Drawn[] {
  const members = new Map<string, number[]>();
  of.forEach((stratum, at) => {
    const known = members.get(stratum);
    if (known) known.push(at);
    else members.set(stratum, [at]);
  });
  const strata = [...members].sort(([x], [y]) => (x < y ? -1 : 1));
  const sizes = strata.map(([, rows]) => rows.length);
  const shares = strata.map(([stratum, rows]) => (pull ? pull(stratum) * rows.length : 1));
  const drawn = dealQuestions(sizes, shares, count);
  const total = drawn.reduce((sum, n) => sum + n, 0);
  const found = strata.flatMap(([stratum, rows], i) => {
    const weight = (rows.length / of.length) * (total / drawn[i]);
    return shuffle([...rows], rng)
      .slice(0, drawn[i])
      .map((at): Drawn => ({ at, stratum, weight }));
  });
  return found.sort((x, y) => x.at - y.at);
}

/**
 * How many questions each stratum gets: in proportion to its share, at least two (where there are so many and the
 * questions suffice), at most all of it.
 */
export function dealQuestions(sizes: readonly number[], shares: readonly number[], count: number): number[] {
  const least = count >= 2 * sizes.length ? 2 : 1;
  const dealt = sizes.map((size) => Math.min(size, least));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  for (let left = Math.min(count, total) - dealt.reduce((sum, n) => sum + n, 0); left > 0; left--) {
    // One by one to the stratum that is furthest behind its share (Sainte-Lague).
    let behind = -1;
    sizes.forEach((size, i) => {
      if (dealt[i] === size) return;
      if (behind < 0 || (dealt[i] + 0.5) / shares[i] < (dealt[behind] + 0.5) / shares[behind]) behind = i;
    });
    dealt[behind]++;
  }
  return dealt;
}
