/**
 * The importance neighbours of all items, most visited first.
 *
 * Every item has a random stream of its own, so that its neighbours do not depend on the order of asking.
 * Deviation: the paper draws anew for every minibatch; one draw of `walks` walks stands for the run here.
 */
import { random } from '../../evaluations/random.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import { importanceNeighbors } from './importance-neighbors.ts';
import type { NeighborOptions } from './importance-neighbors.ts';
import { keptNeighborhoods, neighborTables } from './neighborhoods.ts';
import type { Neighborhoods } from './neighborhoods.ts';

/** How neighbours are pooled: weighted by their share of visits, all alike, or the largest value (weights unused). */
export type Pooling = 'importance' | 'mean' | 'max';

export type NeighborhoodOptions = NeighborOptions & { readonly pooling: Pooling };

/**
 * @param tables those of the run, where another thread has made them
 * @param stream name of the random streams, one for each item
 */
export function importanceNeighborhoods(
  graph: BipartiteGraph,
  options: NeighborhoodOptions,
  seed: number,
  tables = neighborTables(graph.items, options.neighbors),
  stream = (): string => 'walk',
): Neighborhoods {
  return keptNeighborhoods(tables, (item) => {
    const { items, weights } = importanceNeighbors(graph, item, options, random(seed, `${stream()}|${item}`));
    return options.pooling === 'importance' ? { items, weights } : { items };
  });
}
