/**
 * Builds the graph's two CSR halves from a list of edges by counting sorts: O(edges), no comparison. Within a row
 * the columns ascend. An edge given several times becomes one, its weights summed (in float64).
 *
 *   item, context   Uint32 (edges)             ends of each edge, in any order
 *   weight          Float32 (edges) or null    of each edge
 */
import type { BipartiteGraph } from './bipartite-graph.ts';

export interface EdgeList {
  readonly items: number;
  readonly contexts: number;
  readonly item: Uint32Array;
  readonly context: Uint32Array;
  readonly weight: Float32Array | null;
}

/** @throws RangeError for an edge to an item or context that does not exist */
export function buildGraph({ items, contexts, item, context, weight }: EdgeList): BipartiteGraph {
  checkRange(item, items, 'item');
  checkRange(context, contexts, 'context');
  const order = stableOrder(item, items, stableOrder(context, contexts));
  const itemIndptr = new Uint32Array(items + 1);
  const columns = new Uint32Array(order.length);
  const sums = weight && new Float64Array(order.length);
  let edges = 0;
  let last = -1;
  for (const e of order) {
    const same = item[e] === last && columns[edges - 1] === context[e];
    if (!same) {
      columns[edges++] = context[e];
      itemIndptr[(last = item[e]) + 1]++;
    }
    if (sums && weight) sums[edges - 1] += weight[e];
  }
  for (let i = 0; i < items; i++) itemIndptr[i + 1] += itemIndptr[i];
  const itemIndices = edges === columns.length ? columns : columns.slice(0, edges);
  const itemWeights = sums && Float32Array.from(sums.subarray(0, edges));
  return { items, contexts, edges, itemIndptr, itemIndices, itemWeights, ...transpose() };

  function transpose(): Pick<BipartiteGraph, 'contextIndptr' | 'contextIndices' | 'contextWeights'> {
    const contextIndptr = offsets(itemIndices, contexts);
    const next = contextIndptr.slice();
    const contextIndices = new Uint32Array(edges);
    const contextWeights = itemWeights && new Float32Array(edges);
    for (let i = 0; i < items; i++) {
      for (let e = itemIndptr[i]; e < itemIndptr[i + 1]; e++) {
        const to = next[itemIndices[e]]++;
        contextIndices[to] = i;
        if (contextWeights && itemWeights) contextWeights[to] = itemWeights[e];
      }
    }
    return { contextIndptr, contextIndices, contextWeights };
  }
}

/** Positions sorted by key, equal keys in the order of `before` (default: as they stand). */
export function stableOrder(keys: Uint32Array, count: number, before?: Uint32Array): Uint32Array {
  const next = offsets(keys, count);
  const order = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const e = before ? before[i] : i;
    order[next[keys[e]]++] = e;
  }
  return order;
}

/** Start of each key's run in sorted order; Uint32 (count + 1). */
function offsets(keys: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (const key of keys) starts[key + 1]++;
  for (let key = 0; key < count; key++) starts[key + 1] += starts[key];
  return starts;
}

function checkRange(ends: Uint32Array, count: number, what: string): void {
  for (const end of ends) {
    if (end >= count) throw new RangeError(`an edge names ${what} ${end} of ${count}`);
  }
}
