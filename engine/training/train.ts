/** Trains one preset on one data set, or prepares one that needs no training; knows neither files nor processes. */
import { ensureBackend } from '../backend/init-backend.ts';
import type { RunConfig } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { familyOf } from '../model/presets.ts';
import type { PerceptronConfig } from '../model/presets/baselines.ts';
import type { BprConfig } from '../model/presets/collaborative.ts';
import type { SageConfig } from '../model/presets/graphsage.ts';
import type { GraphConfig } from '../model/presets/pinsage.ts';
import { resolveConfig } from '../model/resolve-config.ts';
import { bprSteps, trainBpr } from './families/bpr.ts';
import { fit } from './families/fit.ts';
import type { Trainable } from './families/fit.ts';
import { graphTrainable } from './families/graph.ts';
import { nearestModel } from './families/nearest.ts';
import { easeModel, itemKnnModel } from './families/neighbors.ts';
import { perceptronTrainable } from './families/perceptron.ts';
import { isSage, sageSteps, sageTrainable } from './families/sage.ts';
import { walkModel } from './families/walk.ts';
import type { TrainedModel } from './trained-model.ts';
import type { TrainableOptions, TrainOptions } from './training.ts';
import { trainingPairs } from './training-pairs.ts';

/** Steps of a whole training; 0 for a configuration without one. */
export function totalSteps(dataset: Dataset, config: RunConfig): number {
  if (!config.training) return 0;
  if (readsEdgesAlone(config)) return bprSteps(dataset, config);
  if (isSage(config)) return sageSteps(dataset, config);
  const { epochs, batchSize } = config.training;
  return Number(epochs) * Math.ceil(trainingPairs(dataset).query.length / Number(batchSize));
}

/** Is it matrix factorisation, which learns from the edges and not from labelled pairs? */
export const readsEdgesAlone = (config: RunConfig): config is BprConfig & RunConfig =>
  config.model?.factors !== undefined;

/**
 * Trains from the latest checkpoint, or from the start; the same data, configuration and seed give the same bytes
 * on the same backend, stopped and resumed or not.
 * @throws PinwiseError `cancelled` when `signal` aborts (a checkpoint is saved first), `diverged`, `no-pairs` without
 * pairs to train on, `no-features` where the data set lacks the block that the preset compares
 */
export async function train(given: TrainOptions): Promise<TrainedModel> {
  const config = resolveConfig(given.preset, given.config);
  const options = { ...given, config };
  const family = familyOf(given.preset);
  switch (family.kind) {
    case 'nearest':
      return nearestModel(options, family.block);
    case 'walk':
      return walkModel(options);
    case 'itemknn':
      return itemKnnModel(options);
    case 'ease':
      return easeModel(options);
    case 'bpr':
      return trainBpr({ ...options, config: config as unknown as BprConfig });
    case 'graph':
    case 'sage':
    case 'perceptron':
      await ensureBackend();
      return fit(options, trainableOf(options)!);
  }
}

/** What is trained by gradients, and on what; null for presets that learn in another way, or nothing. */
export function trainableOf(given: TrainableOptions): Trainable | null {
  const config = resolveConfig(given.preset, given.config);
  switch (familyOf(given.preset).kind) {
    case 'graph':
      return graphTrainable(given, config as unknown as GraphConfig);
    case 'sage':
      return sageTrainable(given, config as unknown as SageConfig);
    case 'perceptron':
      return perceptronTrainable(given, config as unknown as PerceptronConfig);
    default:
      return null;
  }
}
