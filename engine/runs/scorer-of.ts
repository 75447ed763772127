import type { RunConfig } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { NeighborTable } from '../baselines/neighbor-table.ts';
import { embeddingScorer, neighborScorer, walkScorer } from '../retrieval/scorer.ts';
import type { Scorer } from '../retrieval/scorer.ts';

/** What a run may answer with; both null for one that answers by walking. */
export interface Answering {
  embeddings: { data: Float32Array; dims: number } | null;
  /** The neighbours that are the answers of a model without vectors. */
  neighbors: NeighborTable | null;
}

/** How a run answers: by its vectors, by its neighbours, or, where it has neither, by walking. */
export function scorerOf(dataset: Dataset, config: RunConfig, { embeddings, neighbors }: Answering): Scorer {
  if (embeddings) return embeddingScorer(embeddings.data, embeddings.dims);
  if (neighbors) return neighborScorer(neighbors);
  const { hops, restart } = config.walk;
  return walkScorer(dataset.graph, { hops: Number(hops), restart: Number(restart) });
}
