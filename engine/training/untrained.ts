/** The baselines of PinSage's tables that need no training: one block of features, or the walk alone. */
import { PinwiseError } from '../contract/rpc.ts';
import type { RunConfig } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Matrix } from '../model/model.ts';
import type { Family } from '../model/presets.ts';
import { normalizedRows } from '../retrieval/normalized-rows.ts';
import { embeddingScorer, walkScorer } from '../retrieval/scorer.ts';
import type { TrainedModel } from './trained-model.ts';
import { tuneMetrics } from './tune-metrics.ts';

/** @throws PinwiseError `no-features`, `cancelled` */
export async function untrainedModel(
  dataset: Dataset,
  family: Extract<Family, { kind: 'nearest' | 'walk' }>,
  config: RunConfig,
  signal: AbortSignal,
): Promise<TrainedModel> {
  const common = { parameters: new Map(), neighborhoods: null };
  if (family.kind === 'walk') {
    const { hops, restart } = config.walk;
    const scorer = walkScorer(dataset.graph, { hops: Number(hops), restart: Number(restart) });
    return {
      ...common,
      features: { data: dataset.features.data, dims: dataset.features.dims },
      answers: 'walk',
      embeddings: null,
      equation:
        'no embeddings: score = expected visits of a random walk from the query, item - context - item, which ends ' +
        `after each hop with probability ${String(restart)} and has at most ${String(hops)} hops`,
      best: { epoch: 0, metrics: await tuneMetrics(dataset, scorer, signal) },
    };
  }
  const features = blockOf(dataset, family.block);
  const embeddings = { data: normalizedRows(features.data, features.dims), dims: features.dims };
  const scorer = embeddingScorer(embeddings.data, embeddings.dims);
  return {
    ...common,
    features,
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
