/**
 * Hard negatives (PinSage, Ying et al., KDD 2018, section 3.2): items that the graph holds to be somewhat related to a
 * query, but not as much as its positives: those in a band of ranks by the query's personalised PageRank.
 *
 *   visits of long restart walks from q rank the R items that they reach, most visited first; of items
 *   visited alike, the one that a walk came to first (seeded, so that no row is preferred);
 *   band(q) = ranks [floor(low R), ceil(high R)), without q and its labelled positives
 *
 * The visits of many walks that end after each hop with probability alpha are in proportion to the personalised
 * PageRank with restart alpha (Fogaras et al., 2005). An item that walks reach little has a short band, one that they
 * reach not at all has none. Deviation: the paper's ranks 2,000 to 5,000 of billions become shares of R.
 */
import { random } from '../../evaluations/random.ts';
import type { Random } from '../../evaluations/random.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import { walkerOf } from './walker.ts';
import type { WalkOptions } from './walker.ts';

export interface HardNegativeOptions {
  /** Shares of the items that the walks reach, `low` at most `high`. */
  readonly bandLow: number;
  readonly bandHigh: number;
  readonly walk?: WalkOptions;
}

/** Long enough that what lies beyond the last hop weighs less than a hundredth. */
const BAND_WALK: WalkOptions = { walks: 1000, hops: 32, restart: 0.15 };
/** Rows kept at most, of all bands together; a band that was let go is made again, alike. */
const KEPT = 1 << 24;

export interface HardNegatives {
  /** Rows of the band of `query`, by rank. */
  band(query: number): Uint32Array;
  /** At most `count` distinct rows of the band, at random; fewer where the band is shorter. */
  draw(query: number, count: number, rng: Random): Uint32Array;
}

/** @param positives labelled pairs: a query's own are never its negatives */
export function hardNegatives(
  graph: BipartiteGraph,
  positives: { readonly query: Uint32Array; readonly item: Uint32Array },
  { bandLow, bandHigh, walk = BAND_WALK }: HardNegativeOptions,
  seed: number,
): HardNegatives {
  const labelled = positivesOf(positives, graph.items);
  const bands = new Map<number, Uint32Array>();
  let kept = 0;

  const make = (query: number): Uint32Array => {
    const ranked = rankedByVisits(graph, query, walk, random(seed, `hard walk|${query}`));
    const own = labelled(query);
    return ranked
      .subarray(Math.floor(bandLow * ranked.length), Math.ceil(bandHigh * ranked.length))
      .filter((row) => !own.has(row));
  };

  const band = (query: number): Uint32Array => {
    let found = bands.get(query);
    if (found) return found;
    found = make(query);
    if (kept + found.length > KEPT) {
      bands.clear();
      kept = 0;
    }
    kept += found.length;
    bands.set(query, found);
    return found;
  };

  return {
    band,
    draw(query, count, rng) {
      const rows = band(query);
      if (rows.length <= count) return rows;
      const chosen = new Set<number>();
      // Floyd's choice of `count` among the band's rows: each set is equally likely.
      for (let last = rows.length - count; last < rows.length; last++) {
        const at = rng.below(last + 1);
        chosen.add(chosen.has(at) ? last : at);
      }
      return Uint32Array.from(chosen, (at) => rows[at]);
    },
  };
}

/** Items that walks from `query` reach, most visited first, then by first visit; the query is not among them. */
function rankedByVisits(graph: BipartiteGraph, query: number, walk: WalkOptions, rng: Random): Uint32Array {
  const rows: number[] = [];
  const keys: number[] = [];
  walkerOf(graph).visits(query, walk, rng, (row, count) => {
    keys.push(rows.length - count * graph.items);
    rows.push(row);
  });
  const sorted = Float64Array.from(keys).sort();
  return Uint32Array.from(sorted, (key) => rows[key - Math.floor(key / graph.items) * graph.items]);
}

/** The positives of a query, found in one pass over pairs sorted by query. */
function positivesOf(
  { query, item }: { readonly query: Uint32Array; readonly item: Uint32Array },
  items: number,
): (query: number) => Set<number> {
  const indptr = new Uint32Array(items + 1);
  for (const q of query) indptr[q + 1]++;
  for (let q = 0; q < items; q++) indptr[q + 1] += indptr[q];
  const next = indptr.slice(0, items);
  const rows = new Uint32Array(query.length);
  query.forEach((q, pair) => (rows[next[q]++] = item[pair]));
  return (q) => new Set(rows.subarray(indptr[q], indptr[q + 1]));
}
