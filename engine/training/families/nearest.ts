/** Baselines of PinSage's tables that need no training: nearest neighbours in one block of the features. */
import { PinwiseError } from '../../contract/rpc.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Matrix } from '../../model/model.ts';
import { normalizedRows } from '../../retrieval/normalized-rows.ts';
import { embeddingScorer } from '../../retrieval/scorer.ts';
import type { TrainedModel } from '../trained-model.ts';
import type { TrainOptions } from '../training.ts';
import { tuneMetrics } from '../tune-metrics.ts';

/** @throws PinwiseError `no-features`, `cancelled` */
export async function nearestModel(
  { dataset, signal }: TrainOptions,
  block: 'visual' | 'text',
): Promise<TrainedModel> {
  const features = blockOf(dataset, block);
  const embeddings = { data: normalizedRows(features.data, features.dims), dims: features.dims };
  const scorer = embeddingScorer(embeddings.data, embeddings.dims);
  return {
    parameters: new Map(),
    features,
    neighborhoods: null,
    answers: 'embeddings',
    embeddings,
    equation:
      'z = normalise(features), each row divided by its L2 norm, a row of zeros left; score = inner product of z',
    best: { epoch: 0, metrics: await tuneMetrics(dataset, scorer, signal) },
  };
}

function blockOf({ features, manifest }: Dataset, name: 'visual' | 'text'): Matrix {
  const block = features.blocks.find((one) => one.name === name);
  if (!block) {
    const cure = name === 'visual' ? 'import it with pictures' : 'import it with titles in words';
    throw new PinwiseError('no-features', `data set ${manifest.name} has no ${name} features; ${cure}`);
  }
  const data = new Float32Array(features.rows * block.dims);
  for (let row = 0; row < features.rows; row++) {
    const from = row * features.dims + block.start;
    data.set(features.data.subarray(from, from + block.dims), row * block.dims);
  }
  return { data, dims: block.dims };
}
