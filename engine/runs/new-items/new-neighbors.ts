import { random } from '../../../evaluations/random.ts';
import type { SparseRows } from '../../backend/pool.ts';
import type { RunConfig } from '../../contract/runs.ts';
import type { BipartiteGraph } from '../../graph/bipartite-graph.ts';
import type { Family } from '../../model/presets/definition.ts';
import { importanceNeighbors } from '../../sampling/importance-neighbors.ts';
import type { NeighborhoodOptions } from '../../sampling/importance-neighborhoods.ts';
import { neighborFinder } from '../../sampling/uniform-neighbors.ts';

interface Drawn {
  items: ArrayLike<number>;
  weights: ArrayLike<number>;
}

/**
 * The neighbours of new items in the graph that has them, drawn as those of the trained ones were: with the run's
 * settings and seed, each item by a random stream of its id, so that what comes with it does not matter.
 */
export function newNeighbors(
  family: Family,
  { config, seed }: { config: RunConfig; seed: number },
  graph: BipartiteGraph,
  items: readonly { readonly id: string }[],
): SparseRows {
  const find = family.kind === 'sage' ? uniformly(graph, Number(config.sampling.cap)) : byWalks;
  const first = graph.items - items.length;
  const indptr = new Uint32Array(items.length + 1);
  const indices: number[] = [];
  const weights: number[] = [];
  items.forEach(({ id }, i) => {
    const drawn = find(first + i, id);
    for (let t = 0; t < drawn.items.length; t++) {
      indices.push(drawn.items[t]);
      weights.push(drawn.weights[t]);
    }
    indptr[i + 1] = indices.length;
  });
  return { indptr, indices: Uint32Array.from(indices), weights: Float32Array.from(weights) };

  function uniformly(whole: BipartiteGraph, cap: number): (item: number, id: string) => Drawn {
    const neighbors = neighborFinder(whole, cap);
    return (item, id) => {
      const found = neighbors(item, random(seed, `neighbors|new|${id}`));
      return { items: found, weights: found.map(() => 1 / found.length) };
    };
  }

  function byWalks(item: number, id: string): Drawn {
    const options = config.sampling as unknown as NeighborhoodOptions;
    const drawn = importanceNeighbors(graph, item, options, random(seed, `walk|new|${id}`));
    if (options.pooling === 'importance') return drawn;
    return { items: drawn.items, weights: drawn.weights.map(() => 1 / drawn.items.length) };
  }
}
