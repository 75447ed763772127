/**
 * A graph with items, contexts and edges that came later. What was there keeps its number; the new items and contexts
 * follow. An edge that is there already stays as it was.
 */
import type { BipartiteGraph } from './bipartite-graph.ts';
import { buildGraph } from './build-graph.ts';

export interface Extension {
  /** How many items and contexts come new. */
  readonly items: number;
  readonly contexts: number;
  /** Ends of the new edges in the numbering of the whole; each edge once. */
  readonly item: Uint32Array;
  readonly context: Uint32Array;
  /** Null: 1 each. Not read where the graph has no weights. */
  readonly weight: Float32Array | null;
}

export function extendGraph(graph: BipartiteGraph, more: Extension): BipartiteGraph {
  const added = [...more.item.keys()].filter((e) => !hasEdge(graph, more.item[e], more.context[e]));
  const edges = graph.edges + added.length;
  const item = new Uint32Array(edges);
  const context = new Uint32Array(edges);
  const weight = graph.itemWeights && new Float32Array(edges);
  for (let i = 0; i < graph.items; i++) item.fill(i, graph.itemIndptr[i], graph.itemIndptr[i + 1]);
  context.set(graph.itemIndices);
  if (weight && graph.itemWeights) weight.set(graph.itemWeights);
  added.forEach((e, i) => {
    item[graph.edges + i] = more.item[e];
    context[graph.edges + i] = more.context[e];
    if (weight) weight[graph.edges + i] = more.weight?.[e] ?? 1;
  });
  return buildGraph({
    ...{ items: graph.items + more.items, contexts: graph.contexts + more.contexts },
    ...{ item, context, weight },
  });
}

function hasEdge({ items, itemIndptr, itemIndices }: BipartiteGraph, item: number, context: number): boolean {
  if (item >= items) return false;
  let low = itemIndptr[item];
  let high = itemIndptr[item + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (itemIndices[middle] < context) low = middle + 1;
    else high = middle;
  }
  return low < itemIndptr[item + 1] && itemIndices[low] === context;
}
