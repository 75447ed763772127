/**
 * Uniform neighbourhoods of fixed size (GraphSAGE, Hamilton et al., NeurIPS 2017, sections 3.1 and 4.1, appendix A).
 *
 * Neighbours of an item are the items one hop away, item - context - item; on a plain graph, whose links are contexts
 * of two, these are the other ends. Each item keeps at most `cap` of them (128 in the paper) for the whole run: a
 * table (items, min(cap, most paths from an item)) in random order with weights 1/n. Walks, minibatches, inference
 * and export all read this table. Past MOST_PATHS paths from an item, its neighbours are those that uniform hops find
 * first. Weights of the edges are not looked at.
 */
import { random, shuffle } from '../../evaluations/random.ts';
import type { Random } from '../../evaluations/random.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import { keptNeighborhoods, neighborTables } from './neighborhoods.ts';
import type { Neighborhoods } from './neighborhoods.ts';

/** Paths (context, other item) from one item that are listed whole. */
const MOST_PATHS = 4096;

/** Columns of the table: min(cap, most paths from an item), at least 1. */
export function uniformWidth(graph: BipartiteGraph, cap: number): number {
  return pathCounts(graph).reduce((most, count) => Math.max(most, Math.min(cap, count)), 1);
}

/**
 * The table of neighbours, each row found when it is first asked for.
 * @param cap most neighbours of an item
 * @param tables those of the run, where another thread has made them
 */
export function uniformNeighborhoods(
  graph: BipartiteGraph,
  cap: number,
  seed: number,
  tables = neighborTables(graph.items, uniformWidth(graph, cap)),
): Neighborhoods {
  const find = neighborFinder(graph, cap);
  return keptNeighborhoods(tables, (item) => ({ items: find(item, random(seed, `neighbors|${item}`)) }));
}

/** Finds the neighbours of an item, at most `cap`, in random order; the draws depend on `rng` alone. */
export function neighborFinder(graph: BipartiteGraph, cap: number): (item: number, rng: Random) => number[] {
  const seen = new Int32Array(graph.items).fill(-1);
  return (item, rng) => {
    const found = pathCount(graph, item) <= MOST_PATHS ? listed(item) : hopped(item, 8 * cap, rng);
    return shuffle(found, rng).slice(0, cap);
  };

  /** All distinct items one hop away. */
  function listed(item: number): number[] {
    const found: number[] = [];
    seen[item] = item;
    for (let e = graph.itemIndptr[item]; e < graph.itemIndptr[item + 1]; e++) {
      const context = graph.itemIndices[e];
      for (let f = graph.contextIndptr[context]; f < graph.contextIndptr[context + 1]; f++) {
        const other = graph.contextIndices[f];
        if (seen[other] === item) continue;
        seen[other] = item;
        found.push(other);
      }
    }
    seen[item] = -1;
    return found;
  }

  /** Distinct items that `tries` uniform hops reach, at most `cap`. */
  function hopped(item: number, tries: number, rng: Random): number[] {
    const found = new Set<number>();
    const start = graph.itemIndptr[item];
    const degree = graph.itemIndptr[item + 1] - start;
    for (let i = 0; i < tries && found.size < cap; i++) {
      const context = graph.itemIndices[start + rng.below(degree)];
      const from = graph.contextIndptr[context];
      const other = graph.contextIndices[from + rng.below(graph.contextIndptr[context + 1] - from)];
      if (other !== item) found.add(other);
    }
    return [...found];
  }
}

/** Ways of one hop from each item to another. */
export function pathCounts(graph: BipartiteGraph): Float64Array {
  return Float64Array.from({ length: graph.items }, (_, item) => pathCount(graph, item));
}

function pathCount(graph: BipartiteGraph, item: number): number {
  let count = 0;
  for (let e = graph.itemIndptr[item]; e < graph.itemIndptr[item + 1]; e++) {
    const context = graph.itemIndices[e];
    count += graph.contextIndptr[context + 1] - graph.contextIndptr[context] - 1;
  }
  return count;
}
