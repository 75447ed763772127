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

/** How a node's neighbours are weighted: by their share of visits, or all alike. */
export type Pooling = 'importance' | 'mean';

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

export function createNeighborhoods(
  graph: BipartiteGraph,
  options: NeighborOptions & { readonly pooling: Pooling },
  seed: number,
): Neighborhoods {
  const { neighbors: width, pooling } = options;
  const neighbors = new Int32Array(graph.items * width);
  const weights = new Float32Array(graph.items * width);
  const sizes = new Int32Array(graph.items).fill(-1);

  return {
    items: graph.items,
    width,
    neighbors,
    weights,
    ensure(item) {
      if (sizes[item] < 0) {
        const drawn = importanceNeighbors(graph, item, options, random(seed, `walk|${item}`));
        const from = item * width;
        neighbors.fill(-1, from, from + width);
        neighbors.set(drawn.items, from);
        sizes[item] = drawn.items.length;
        if (pooling === 'importance') weights.set(drawn.weights, from);
        else weights.fill(1 / drawn.items.length, from, from + drawn.items.length);
      }
      return sizes[item];
    },
  };
}
