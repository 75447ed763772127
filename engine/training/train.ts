/** Trains one preset on one data set, or prepares one that needs no training; knows neither files nor processes. */
import { ensureBackend } from '../backend/init-backend.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { RunConfig } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { drawAll } from '../inference/embed-all.ts';
import { graphModel } from '../model/graph-model.ts';
import { inputFeatures } from '../model/input-features.ts';
import { modelInput } from '../model/model-input.ts';
import type { ModelInput } from '../model/model-input.ts';
import type { Model } from '../model/model.ts';
import { perceptronModel } from '../model/perceptron-model.ts';
import { familyOf } from '../model/presets.ts';
import type { GraphConfig, PerceptronConfig } from '../model/presets.ts';
import { resolveConfig } from '../model/resolve-config.ts';
import { embeddingScorer } from '../retrieval/scorer.ts';
import { createNeighborhoods } from '../sampling/neighborhoods.ts';
import type { Neighborhoods } from '../sampling/neighborhoods.ts';
import { trainLoop } from './loop.ts';
import type { TrainedModel } from './trained-model.ts';
import type { CheckpointStore, TrainingObserver } from './training.ts';
import { trainingPairs } from './training-pairs.ts';
import { tuneMetrics } from './tune-metrics.ts';
import { untrainedModel } from './untrained.ts';

export interface TrainOptions {
  dataset: Dataset;
  preset: string;
  config: RunConfig;
  seed: number;
  checkpoints: CheckpointStore;
  observer: TrainingObserver;
  signal: AbortSignal;
}

/** Steps of a whole training; 0 for a configuration without one. */
export function totalSteps(dataset: Dataset, config: RunConfig): number {
  if (!config.training) return 0;
  const { epochs, batchSize } = config.training;
  return Number(epochs) * Math.ceil(trainingPairs(dataset).query.length / Number(batchSize));
}

/**
 * Trains from the latest checkpoint, or from the start; the same data, configuration and seed give the same bytes
 * on the same backend, stopped and resumed or not.
 * @throws PinwiseError `cancelled` when `signal` aborts (a checkpoint is saved first), `diverged`, `no-pairs` without
 * pairs to train on, `no-features` where the data set lacks the block that the preset compares
 */
export async function train(options: TrainOptions): Promise<TrainedModel> {
  const { dataset, preset, seed, signal } = options;
  const config = resolveConfig(preset, options.config);
  const family = familyOf(preset);
  if (family.kind === 'nearest' || family.kind === 'walk') {
    return untrainedModel(dataset, family, config, signal);
  }
  const pairs = trainingPairs(dataset);
  if (pairs.query.length === 0) {
    throw new PinwiseError(
      'no-pairs',
      `data set ${dataset.manifest.name} has no training pairs; add a pairs file, or use a preset without training`,
    );
  }
  if (dataset.features.dims === 0) {
    throw new PinwiseError(
      'no-features',
      `data set ${dataset.manifest.name} has no features at all; import it with pictures, titles in words or edges`,
    );
  }
  await ensureBackend();
  if (family.kind === 'perceptron') {
    const typed = config as PerceptronConfig & RunConfig;
    const input = modelInput(inputFeatures(dataset.features), learnedLength(dataset, typed));
    return finish(options, perceptronModel(input, typed.model), input, typed, null);
  }
  const typed = config as GraphConfig & RunConfig;
  const neighborhoods = createNeighborhoods(dataset.graph, typed.sampling, seed);
  const input = modelInput(inputFeatures(dataset.features), learnedLength(dataset, typed));
  return finish(options, graphModel(input, neighborhoods, typed.model), input, typed, neighborhoods);
}

/** Items get a vector of their own only where nothing else tells them apart. */
export function learnedLength({ features }: Dataset, { model }: Pick<PerceptronConfig, 'model'>): number {
  return features.blocks.some(({ name }) => name !== 'degree') ? 0 : model.itemVector;
}

async function finish(
  options: TrainOptions,
  model: Model,
  input: ModelInput,
  config: PerceptronConfig,
  neighborhoods: Neighborhoods | null,
): Promise<TrainedModel> {
  const { dataset, signal } = options;
  const best = await trainLoop({ ...options, config, model, pairs: trainingPairs(dataset) });
  if (neighborhoods) await drawAll(neighborhoods, signal);
  const data = await model.embedAll(best.parameters, signal);
  const metrics = await tuneMetrics(dataset, embeddingScorer(data, model.output), signal);
  return {
    parameters: best.parameters,
    features: { ...input.all(best.parameters) },
    neighborhoods: neighborhoods && {
      width: neighborhoods.width,
      neighbors: neighborhoods.neighbors,
      weights: neighborhoods.weights,
    },
    answers: 'embeddings',
    embeddings: { data, dims: model.output },
    equation: model.equation,
    best: { epoch: best.epoch, metrics },
  };
}
