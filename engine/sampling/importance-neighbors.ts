/**
 * Importance neighbours (PinSage, Ying et al. 2018, section 3.1): the T items that random walks from an item visit
 * most, weighted by their share of the visits to those T. Ties go to the lower row.
 */
import type { Random } from '../../evaluations/random.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import { walkerOf } from './walker.ts';
import type { WalkOptions } from './walker.ts';

export interface NeighborOptions extends WalkOptions {
  /** T, the most neighbours to keep. */
  readonly neighbors: number;
}

export interface ImportanceNeighbors {
  /** Rows of the neighbours, most visited first. */
  readonly items: Uint32Array;
  readonly visits: Uint32Array;
  /** Visits over the sum of the visits kept; sum to 1, empty for an item without edges. */
  readonly weights: Float32Array;
  /** Visits to all items, kept or not. */
  readonly totalVisits: number;
}

/** Draws the importance neighbours of `item`; the draws depend on `rng` alone. */
export function importanceNeighbors(
  graph: BipartiteGraph,
  item: number,
  options: NeighborOptions,
  rng: Random,
): ImportanceNeighbors {
  const found: number[] = [];
  const totalVisits = walkerOf(graph).visits(item, options, rng, (visited, count) => {
    found.push(sortKey(visited, count, graph.items));
  });
  const keys = Float64Array.from(found).sort();
  const kept = Math.min(options.neighbors, keys.length);
  const items = new Uint32Array(kept);
  const visits = new Uint32Array(kept);
  let sum = 0;
  for (let i = 0; i < kept; i++) {
    visits[i] = Math.ceil(-keys[i] / graph.items);
    items[i] = keys[i] + visits[i] * graph.items;
    sum += visits[i];
  }
  return { items, visits, weights: Float32Array.from(visits, (count) => count / sum), totalVisits };
}

/** A number that sorts ascending by visits, most first, then by row; exact below 2^53. */
function sortKey(item: number, visits: number, items: number): number {
  return item - visits * items;
}
