/** The random walk as a model of its own (Pixie): nothing is trained, and there are no vectors. */
import { walkScorer } from '../../retrieval/scorer.ts';
import type { TrainedModel } from '../trained-model.ts';
import type { TrainOptions } from '../training.ts';
import { tuneMetrics } from '../tune-metrics.ts';

/** @throws PinwiseError `cancelled` */
export async function walkModel({ dataset, config, signal }: TrainOptions): Promise<TrainedModel> {
  const { hops, restart } = config.walk;
  const scorer = walkScorer(dataset.graph, { hops: Number(hops), restart: Number(restart) });
  return {
    parameters: new Map(),
    features: { data: dataset.features.data, dims: dataset.features.dims },
    neighborhoods: null,
    answers: 'walk',
    embeddings: null,
    equation:
      'no embeddings: score = expected visits of a random walk from the query, item - context - item, which ends ' +
      `after each hop with probability ${String(restart)} and has at most ${String(hops)} hops`,
    best: { epoch: 0, metrics: await tuneMetrics(dataset, scorer, signal) },
  };
}
