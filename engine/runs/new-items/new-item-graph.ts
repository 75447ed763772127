import type { Dataset } from '../../dataset/dataset.ts';
import type { BipartiteGraph } from '../../graph/bipartite-graph.ts';
import { extendGraph } from '../../graph/extend-graph.ts';
import type { NewItems } from './new-item.ts';

export interface NewGraph {
  /** The data set's graph with the new items after its own. */
  graph: BipartiteGraph;
  notes: string[];
}

/**
 * The data set's graph with new items and their edges. A context that the data set does not have joins nothing while
 * only one item is in it: it is left out, and a note says so.
 */
export function graphWith(
  { graph, contexts, manifest }: Dataset,
  { items, edges, contexts: ids }: NewItems,
): NewGraph {
  const members = new Uint32Array(ids.length);
  for (const context of edges.context) members[context]++;
  const lonely: string[] = [];
  let fresh = 0;
  const rows = ids.map((id, position) => {
    const known = id === null ? -1 : contexts.find(id);
    if (known >= 0) return known;
    if (members[position] > 1) return graph.contexts + fresh++;
    if (id !== null) lonely.push(id);
    return -1;
  });
  const kept = [...edges.item.keys()].filter((e) => rows[edges.context[e]] >= 0);
  const pick = (column: ArrayLike<number>): number[] => kept.map((e) => column[e]);
  const extended = extendGraph(graph, {
    ...{ items: items.length, contexts: fresh },
    item: Uint32Array.from(pick(edges.item)),
    context: Uint32Array.from(kept, (e) => rows[edges.context[e]]),
    weight: edges.weight && Float32Array.from(pick(edges.weight)),
  });
  const notes: string[] = [];
  if (lonely.length > 0) {
    const which = lonely.slice(0, 3).map((id) => JSON.stringify(id));
    const more = lonely.length > 3 ? ` and ${lonely.length - 3} more` : '';
    notes.push(
      `data set ${manifest.name} has no context ${which.join(', ')}${more}, and only one item is in each: they are left out`,
    );
  }
  if (edges.weight && !graph.itemWeights) {
    notes.push(
      `the edges of data set ${manifest.name} have no weights, so those of the new edges are not read`,
    );
  }
  return { graph: extended, notes };
}
