/** How models answer: a score of every item for a query, higher is better. Plain arrays, no tensor backend. */
import type { NeighborTable } from '../baselines/neighbor-table.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import type { WalkOptions } from '../sampling/walker.ts';
import { expectedVisits } from './expected-visits.ts';

export interface Scorer {
  /** Scores of all items for the item in row `query`, into `out` (float32, items). */
  scores(query: number, out: Float32Array): void;
  /** True where a score of 0 is no answer: a walk does not get there, an item is no neighbour. */
  readonly partial?: boolean;
}

/** Inner products of `vector` (float32, dims) with all rows of `data`, float32 (items, dims), into `out`. */
export function innerProducts(data: Float32Array, vector: Float32Array, out: Float32Array): void {
  const dims = vector.length;
  for (let item = 0, at = 0; item < out.length; item++) {
    let sum = 0;
    for (let j = 0; j < dims; j++) sum += vector[j] * data[at++];
    out[item] = sum;
  }
}

/** Scores by inner product of embeddings, float32 (items, dims), row-major. */
export function embeddingScorer(data: Float32Array, dims: number): Scorer {
  return { scores: (query, out) => innerProducts(data, data.slice(query * dims, (query + 1) * dims), out) };
}

/**
 * Scores by the expected visits of a random walk from the query; exact, so the number of walks does not matter.
 * Items that the walk cannot reach score 0.
 */
export function walkScorer(
  graph: BipartiteGraph,
  options: Pick<WalkOptions, 'hops' | 'restart'> & Partial<WalkOptions>,
): Scorer {
  const visits = expectedVisits(graph, options);
  return { scores: visits, partial: true };
}

/** Scores by the weights of the query's neighbours; all other items score 0. */
export function neighborScorer({ width, neighbors, weights }: NeighborTable): Scorer {
  return {
    partial: true,
    scores(query, out) {
      out.fill(0);
      for (let t = query * width; t < (query + 1) * width && neighbors[t] >= 0; t++)
        out[neighbors[t]] = weights[t];
    },
  };
}
