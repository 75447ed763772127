/**
 * Uniform neighbourhoods of fixed size (GraphSAGE, Hamilton et al., NeurIPS 2017, sections 3.1 and 4.1, appendix A).
 *
 * Neighbours of an item are the items one hop away, item - context - item; on a plain graph, whose links are contexts
 * of two, these are the other ends. Each item keeps at most `cap` of them (128 in the paper) for the whole run: a
 * table (items, min(cap, most paths from an item)) in random order with weights 1/n. Walks, minibatches, inference
 * and export all read this table.
 *
 *   S(k-1) = S(k) with, for each u in S(k), S_k neighbours of u drawn uniformly from its row
 *
 * Draws depend on (seed, step, layer, item), never on the order of asking. Deviations: an item with fewer than S_k
 * neighbours takes each of them once, where the authors' program draws with replacement up to S_k (`replacement`
 * does that for all items); each item has draws of its own, where their program shuffles the columns for all alike.
 * Weights of the edges are not looked at. Past MOST_PATHS paths from an item, its neighbours are those that uniform
 * hops find first.
 */
import { random, shuffle } from '../../evaluations/random.ts';
import type { Random } from '../../evaluations/random.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import type { Block } from './blocks.ts';
import { neighborTables } from './neighborhoods.ts';
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
  const { items } = graph;
  const { neighbors, weights, sizes } = tables;
  const width = items > 0 ? neighbors.length / items : 0;
  const find = neighborFinder(graph, cap);

  /** Each value is written once and for all: another thread may be reading the row already. */
  const draw = (item: number): number => {
    const kept = find(item, random(seed, `neighbors|${item}`));
    for (let t = 0, at = item * width; t < width; t++, at++) {
      neighbors[at] = t < kept.length ? kept[t] : -1;
      weights[at] = t < kept.length ? 1 / kept.length : 0;
    }
    Atomics.store(sizes, item, kept.length);
    return kept.length;
  };

  return {
    items,
    width,
    neighbors,
    weights,
    ensure(item) {
      const known = Atomics.load(sizes, item);
      return known < 0 ? draw(item) : known;
    },
  };
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

export interface UniformDraw {
  /** Neighbours of each destination of layer k, the first layer's (outermost nodes) first: S1, S2, ... */
  readonly sizes: readonly number[];
  /** Draw with replacement, always S_k of them. */
  readonly replacement: boolean;
  readonly seed: number;
}

/**
 * Makes the blocks of a step for distinct `seeds`, the first layer's first; edges stand in the order of drawing, which
 * is a random permutation. Weights are 1/n.
 */
export function uniformBlockMaker(
  neighborhoods: Neighborhoods,
  { sizes, replacement, seed }: UniformDraw,
): (seeds: Uint32Array, step: number) => Block[] {
  const position = new Int32Array(neighborhoods.items).fill(-1);
  const places = Uint32Array.from({ length: neighborhoods.width }, (_, i) => i);

  const expand = (destinations: Uint32Array, step: number, layer: number): Block => {
    const { width, neighbors } = neighborhoods;
    const nodes = Array.from(destinations);
    nodes.forEach((node, i) => (position[node] = i));
    const indptr = new Uint32Array(destinations.length + 1);
    const indices: number[] = [];
    const weights: number[] = [];
    destinations.forEach((node, i) => {
      const available = neighborhoods.ensure(node);
      const wanted = sizes[layer];
      const taken = available === 0 ? 0 : replacement ? wanted : Math.min(wanted, available);
      if (taken > 0) {
        const rng = random(seed, `draw|${step}|${layer}|${node}`);
        for (let t = 0; t < taken; t++) {
          const neighbor = neighbors[node * width + pick(t, available, rng)];
          if (position[neighbor] < 0) position[neighbor] = nodes.push(neighbor) - 1;
          indices.push(position[neighbor]);
          weights.push(1 / taken);
        }
        if (!replacement) for (let t = 0; t < available; t++) places[t] = t;
      }
      indptr[i + 1] = indices.length;
    });
    for (const node of nodes) position[node] = -1;
    return {
      nodes: Uint32Array.from(nodes),
      destinations: destinations.length,
      indptr,
      indices: Uint32Array.from(indices),
      weights: Float32Array.from(weights),
    };
  };

  /** A column below `available`; without replacement the t-th step of a Fisher-Yates shuffle. */
  const pick = (t: number, available: number, rng: Random): number => {
    if (replacement) return rng.below(available);
    const other = t + rng.below(available - t);
    const chosen = places[other];
    places[other] = places[t];
    return (places[t] = chosen);
  };

  return (seeds, step) => {
    const blocks: Block[] = [];
    for (let layer = sizes.length - 1; layer >= 0; layer--) {
      blocks.unshift(expand(blocks[0]?.nodes ?? seeds, step, layer));
    }
    return blocks;
  };
}
