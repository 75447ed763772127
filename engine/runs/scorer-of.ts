import type { RunConfig } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { embeddingScorer, walkScorer } from '../retrieval/scorer.ts';
import type { Scorer } from '../retrieval/scorer.ts';

/** How a run answers: by its vectors, or, where it has none, by walking. */
export function scorerOf(
  dataset: Dataset,
  config: RunConfig,
  embeddings: { data: Float32Array; dims: number } | null,
): Scorer {
  if (embeddings) return embeddingScorer(embeddings.data, embeddings.dims);
  const { hops, restart } = config.walk;
  return walkScorer(dataset.graph, { hops: Number(hops), restart: Number(restart) });
}
