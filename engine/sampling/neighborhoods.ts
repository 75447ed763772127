/**
 * The importance neighbours of all items, each drawn when it is first asked for and then kept: a run trains, embeds
 * and exports with the very same neighbourhoods.
 *
 * Every item has a random stream of its own, so that its neighbours do not depend on the order of asking.
 * Deviation: the paper draws anew for every minibatch; one draw of `walks` walks stands for the run here.
 */
import { random } from '../../evaluations/random.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import { importanceNeighbors } from './importance-neighbors.ts';
import type { NeighborOptions } from './importance-neighbors.ts';

/** How neighbours are pooled: weighted by their share of visits, all alike, or the largest value (weights unused). */
export type Pooling = 'importance' | 'mean' | 'max';

export interface Neighborhoods {
  readonly items: number;
  /** T, columns of the two tables. */
  readonly width: number;
  /** int32 (items, T), row-major, most visited first; -1 pads. Rows not yet asked for are undefined. */
  readonly neighbors: Int32Array;
  /** float32 (items, T); each row sums to 1, or to 0 without neighbours. */
  readonly weights: Float32Array;
  /** Makes sure that the row of `item` is drawn; returns how many neighbours it has. */
  ensure(item: number): number;
}

export type NeighborhoodOptions = NeighborOptions & { readonly pooling: Pooling };

/** The tables of a run in shared memory; threads that draw the same row write the same values. */
export interface NeighborTables {
  readonly neighbors: Int32Array;
  readonly weights: Float32Array;
  /** int32 (items): neighbours of each item, -1 while its row is not drawn; set after the row is. */
  readonly sizes: Int32Array;
}

export function neighborTables(items: number, width: number): NeighborTables {
  const bytes = (count: number): SharedArrayBuffer => new SharedArrayBuffer(4 * count);
  return {
    neighbors: new Int32Array(bytes(items * width)),
    weights: new Float32Array(bytes(items * width)),
    sizes: new Int32Array(bytes(items)).fill(-1),
  };
}

/**
 * @param tables those of the run, where another thread has made them
 * @param stream name of the random streams, one for each item
 */
export function createNeighborhoods(
  graph: BipartiteGraph,
  options: NeighborhoodOptions,
  seed: number,
  tables = neighborTables(graph.items, options.neighbors),
  stream = (): string => 'walk',
): Neighborhoods {
  const { neighbors: width, pooling } = options;
  const { neighbors, weights, sizes } = tables;

  /** Each value is written once and for all: another thread may be reading the row already. */
  const draw = (item: number): number => {
    const drawn = importanceNeighbors(graph, item, options, random(seed, `${stream()}|${item}`));
    const kept = drawn.items.length;
    for (let t = 0, at = item * width; t < width; t++, at++) {
      neighbors[at] = t < kept ? drawn.items[t] : -1;
      weights[at] = t >= kept ? 0 : pooling === 'importance' ? drawn.weights[t] : 1 / kept;
    }
    Atomics.store(sizes, item, kept);
    return kept;
  };

  return {
    items: graph.items,
    width,
    neighbors,
    weights,
    ensure(item) {
      const known = Atomics.load(sizes, item);
      return known < 0 ? draw(item) : known;
    },
  };
}
