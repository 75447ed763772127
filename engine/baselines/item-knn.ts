/**
 * Item-based nearest neighbours (Sarwar et al., WWW 2001): two items are as alike as their rows of the item-context
 * matrix X (items, contexts), which holds the edge weights where the data have them, else 1.
 *
 *   s(i, j) = x_i . x_j / (||x_i|| ||x_j|| + shrink)        shrink 0: the cosine
 *
 * `shrink` damps likeness that few contexts speak for (Bell & Koren, 2007). An item without edges has no neighbours.
 * Costs the squared degrees of the contexts.
 */
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import { turn } from '../turns.ts';
import { neighborTable } from './neighbor-table.ts';
import type { NeighborTable } from './neighbor-table.ts';

export interface ItemKnnOptions {
  /** Neighbours kept of an item. */
  neighbors: number;
  shrink: number;
}

/** Items between two turns of the event loop. */
const TURN = 64;

/** @throws PinwiseError `cancelled` */
export async function itemKnn(
  graph: BipartiteGraph,
  { neighbors, shrink }: ItemKnnOptions,
  signal?: AbortSignal,
): Promise<NeighborTable> {
  const { items, itemIndptr, itemIndices, itemWeights, contextIndptr, contextIndices, contextWeights } =
    graph;
  const norms = rowNorms(graph);
  const products = new Float64Array(items);
  const table = neighborTable(neighbors);
  for (let item = 0; item < items; item++) {
    if (item % TURN === 0) await turn(signal);
    const reached: number[] = [];
    for (let e = itemIndptr[item]; e < itemIndptr[item + 1]; e++) {
      const own = itemWeights ? itemWeights[e] : 1;
      const context = itemIndices[e];
      for (let f = contextIndptr[context]; f < contextIndptr[context + 1]; f++) {
        const other = contextIndices[f];
        if (other === item) continue;
        const product = own * (contextWeights ? contextWeights[f] : 1);
        if (product > 0 && products[other] === 0) reached.push(other);
        products[other] += product;
      }
    }
    for (const other of reached) products[other] /= norms[item] * norms[other] + shrink;
    table.add(reached, products);
    for (const other of reached) products[other] = 0;
  }
  return table.table();
}

function rowNorms({ items, itemIndptr, itemWeights }: BipartiteGraph): Float64Array {
  return Float64Array.from({ length: items }, (_, item) => {
    let squares = 0;
    for (let e = itemIndptr[item]; e < itemIndptr[item + 1]; e++)
      squares += itemWeights ? itemWeights[e] ** 2 : 1;
    return Math.sqrt(squares);
  });
}
