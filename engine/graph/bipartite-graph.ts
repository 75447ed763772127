/**
 * The bipartite graph of items and contexts (pins and boards in PinSage, Ying et al. 2018, section 3.1), in
 * compressed sparse rows both ways.
 *
 *   itemIndptr     Uint32 (items + 1)      contexts of item i: itemIndices[itemIndptr[i] .. itemIndptr[i + 1])
 *   itemIndices    Uint32 (edges)
 *   contextIndptr  Uint32 (contexts + 1)   items of context c, likewise
 *   contextIndices Uint32 (edges)
 *   itemWeights    Float32 (edges) or null: weight of each edge, in the order of itemIndices
 *   contextWeights Float32 (edges) or null: the same weights in the order of contextIndices
 */
export interface BipartiteGraph {
  readonly items: number;
  readonly contexts: number;
  readonly edges: number;
  readonly itemIndptr: Uint32Array;
  readonly itemIndices: Uint32Array;
  readonly contextIndptr: Uint32Array;
  readonly contextIndices: Uint32Array;
  readonly itemWeights: Float32Array | null;
  readonly contextWeights: Float32Array | null;
}

export function itemDegree(graph: BipartiteGraph, item: number): number {
  return graph.itemIndptr[item + 1] - graph.itemIndptr[item];
}

export function contextDegree(graph: BipartiteGraph, context: number): number {
  return graph.contextIndptr[context + 1] - graph.contextIndptr[context];
}
