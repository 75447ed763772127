/** Item neighbours and EASE: nothing is trained step by step, and the neighbours are the answers. */
import { ease } from '../../baselines/ease.ts';
import { itemKnn } from '../../baselines/item-knn.ts';
import type { NeighborTable } from '../../baselines/neighbor-table.ts';
import type { EaseConfig, ItemKnnConfig } from '../../model/presets/collaborative.ts';
import { neighborScorer } from '../../retrieval/scorer.ts';
import type { TrainedModel } from '../trained-model.ts';
import type { TrainOptions } from '../training.ts';
import { tuneMetrics } from '../tune-metrics.ts';

/** @throws PinwiseError `cancelled` */
export async function itemKnnModel(options: TrainOptions): Promise<TrainedModel> {
  const { similarity } = options.config as unknown as ItemKnnConfig;
  const table = await itemKnn(options.dataset.graph, similarity, options.signal);
  const norms = similarity.shrink > 0 ? `(||x_i|| ||x_j|| + ${similarity.shrink})` : '(||x_i|| ||x_j||)';
  return answering(options, table, `x_i . x_j / ${norms}, x_i the edge weights of item i`);
}

/** @throws PinwiseError `too-large`, `cancelled` */
export async function easeModel(options: TrainOptions): Promise<TrainedModel> {
  const { similarity } = options.config as unknown as EaseConfig;
  const table = await ease(options.dataset.graph, similarity, options.signal);
  const p = `P = (X'X + ${similarity.lambda} I)^-1, X (contexts, items) with 1 for each edge`;
  return answering(options, table, `-P_ij / P_jj, ${p}`);
}

async function answering(
  { dataset, signal }: TrainOptions,
  table: NeighborTable,
  weight: string,
): Promise<TrainedModel> {
  const { data, dims } = dataset.features;
  return {
    parameters: new Map(),
    features: { data, dims },
    neighborhoods: { ...table },
    answers: 'neighbors',
    embeddings: null,
    equation:
      `no embeddings: score of item neighbors[i, t] for query i = scores[i, t], all others 0; ${weight}; ` +
      'the best above 0 are kept; features are not read',
    best: { epoch: 0, metrics: await tuneMetrics(dataset, neighborScorer(table), signal) },
  };
}
