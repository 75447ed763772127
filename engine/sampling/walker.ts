/**
 * Random walks on the bipartite graph, from items to contexts and on to items (PinSage, Ying et al. 2018, section
 * 3.1; Pixie, Eksombatchai et al. 2018).
 *
 * A hop goes from an item to one of its contexts and on to an item of that context, each choice uniform over the
 * edges or in proportion to their weights. The first hop is always made; after each hop the walk ends with
 * probability `restart`; it has at most `hops` hops. Every item that a hop reaches is a visit, the start excepted.
 *
 * Deviation: the paper gives neither number nor length of the walks; both are settings here.
 */
import type { Random } from '../../evaluations/random.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import { edgeChoice } from './edge-choice.ts';

export interface WalkOptions {
  /** Walks from each item. */
  readonly walks: number;
  /** Most item hops of a walk, at least 1. */
  readonly hops: number;
  /** Probability that a walk ends after a hop. */
  readonly restart: number;
}

export interface Walker {
  /**
   * Walks from `item` and tells every visited item, in the order of first visit, with its number of visits.
   * Returns all visits together; 0 for an item without edges.
   */
  visits(
    item: number,
    options: WalkOptions,
    rng: Random,
    each: (visited: number, count: number) => void,
  ): number;
}

const walkers = new WeakMap<BipartiteGraph, Walker>();

/** The graph's walker; its tables and scratch arrays are made once per graph. */
export function walkerOf(graph: BipartiteGraph): Walker {
  let walker = walkers.get(graph);
  if (!walker) walkers.set(graph, (walker = createWalker(graph)));
  return walker;
}

function createWalker(graph: BipartiteGraph): Walker {
  const contexts = edgeChoice(graph.itemIndptr, graph.itemIndices, graph.itemWeights);
  const items = edgeChoice(graph.contextIndptr, graph.contextIndices, graph.contextWeights);
  const counts = new Uint32Array(graph.items);
  let touched = new Uint32Array(1024);

  return {
    visits(item, { walks, hops, restart }, rng, each) {
      if (!contexts.canLeave(item)) return 0;
      const most = Math.min(graph.items, walks * hops);
      if (touched.length < most) touched = new Uint32Array(most);
      let distinct = 0;
      let total = 0;
      for (let walk = 0; walk < walks; walk++) {
        let at = item;
        for (let hop = 1; ; hop++) {
          at = items.choose(contexts.choose(at, rng), rng);
          if (at !== item) {
            if (counts[at]++ === 0) touched[distinct++] = at;
            total++;
          }
          if (hop === hops || rng.next() < restart) break;
        }
      }
      for (let i = 0; i < distinct; i++) {
        const visited = touched[i];
        each(visited, counts[visited]);
        counts[visited] = 0;
      }
      return total;
    },
  };
}
