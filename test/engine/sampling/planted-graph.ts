import { random } from '../../../evaluations/random.ts';
import type { BipartiteGraph } from '../../../engine/graph/bipartite-graph.ts';
import { buildGraph } from '../../../engine/graph/build-graph.ts';
import type { PlainEdge } from './dense-walk.ts';

export interface PlantedGraph {
  items: number;
  contexts: number;
  edges: PlainEdge[];
  graph: BipartiteGraph;
  /** Items with a degree of special interest. */
  isolated: number;
  alone: number;
  onlyGiant: number;
}

/**
 * 60 items and 25 contexts: 0 is a giant context of 50 items, 1 to 4 hold a single item; item 59 is in no context,
 * item 58 alone in its only one, item 57 in the giant only, item 56 in the giant and in one of its own.
 */
export function plantedGraph(weighted: boolean): PlantedGraph {
  const rng = random(7, 'planted graph');
  const taken = new Map<string, PlainEdge>();
  const add = (item: number, context: number): void => {
    const weight = weighted ? Math.fround(10 ** (2 * rng.next() - 1)) : 1;
    taken.set(`${item}|${context}`, { item, context, weight });
  };
  for (let item = 0; item < 50; item++) add(item, 0);
  add(58, 1);
  [57, 56].forEach((item) => add(item, 0));
  add(56, 2);
  add(3, 3);
  add(4, 4);
  for (let e = 0; e < 150; e++) add(rng.below(56), 5 + rng.below(20));
  const edges = [...taken.values()];
  const graph = buildGraph({
    items: 60,
    contexts: 25,
    item: Uint32Array.from(edges, ({ item }) => item),
    context: Uint32Array.from(edges, ({ context }) => context),
    weight: weighted ? Float32Array.from(edges, ({ weight }) => weight) : null,
  });
  return { items: 60, contexts: 25, edges, graph, isolated: 59, alone: 58, onlyGiant: 57 };
}
