/** Trains one preset on one data set, or prepares one that needs no training; knows neither files nor processes. */
import { ensureBackend } from '../backend/init-backend.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { RunConfig } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Tensor } from '../export/safetensors.ts';
import { drawAll } from '../inference/embed-all.ts';
import { graphModel } from '../model/graph-model.ts';
import { inputFeatures } from '../model/input-features.ts';
import type { Matrix, Model } from '../model/model.ts';
import { perceptronModel } from '../model/perceptron-model.ts';
import { familyOf } from '../model/presets.ts';
import type { GraphConfig, PerceptronConfig } from '../model/presets.ts';
import { resolveConfig } from '../model/resolve-config.ts';
import { embeddingScorer } from '../retrieval/scorer.ts';
import { createNeighborhoods } from '../sampling/neighborhoods.ts';
import type { Neighborhoods } from '../sampling/neighborhoods.ts';
import { trainLoop } from './loop.ts';
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

export interface TrainedModel {
  /** Names and layouts of the export folder; empty for presets without training. */
  parameters: Map<string, Tensor>;
  /** What the model was fed with, float32 (N, dims). */
  features: { data: Float32Array; dims: number };
  /** int32 and float32 (N, width): -1 and 0 pad. */
  neighborhoods: { width: number; neighbors: Int32Array; weights: Float32Array } | null;
  /** float32 (N, dims); null for the random walk, which has none. */
  embeddings: { data: Float32Array; dims: number } | null;
  /** How the embeddings follow from the files. */
  equation: string;
  /** The epoch kept (0 without training) and its metrics on the tune split. */
  best: { epoch: number; metrics: Record<string, number> };
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
 * pairs to train on, `no-features` where the data set lacks those that the preset reads
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
      `data set ${dataset.manifest.name} has no features; import it with pictures, titles in words or edges`,
    );
  }
  await ensureBackend();
  const features = inputFeatures(dataset.features);
  if (family.kind === 'perceptron') {
    const typed = config as PerceptronConfig & RunConfig;
    return finish(options, perceptronModel(features, typed.model), features, typed, null);
  }
  const typed = config as GraphConfig & RunConfig;
  const neighborhoods = createNeighborhoods(dataset.graph, typed.sampling, seed);
  return finish(options, graphModel(features, neighborhoods, typed.model), features, typed, neighborhoods);
}

async function finish(
  options: TrainOptions,
  model: Model,
  features: Matrix,
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
    features: { ...features },
    neighborhoods: neighborhoods && {
      width: neighborhoods.width,
      neighbors: neighborhoods.neighbors,
      weights: neighborhoods.weights,
    },
    embeddings: { data, dims: model.output },
    equation: model.equation,
    best: { epoch: best.epoch, metrics },
  };
}
