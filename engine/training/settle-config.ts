import type { RunConfig } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { resolveConfig } from '../model/resolve-config.ts';
import { isSage, lossKind } from './families/sage.ts';

/**
 * Training on labels: few labelled nodes make few steps, so there are more epochs, and the weights are held small;
 * chosen on Cora's and Citeseer's tune nodes.
 */
const ON_LABELS = { epochs: 100, learningRate: 0.01, decay: 1, weightDecay: 0.0005 };

/**
 * The whole configuration of a run on this data set: what a preset leaves to the data is decided here, once, and
 * stored with the run. `changes` always stand.
 * @throws PinwiseError `no-preset`, `bad-config`
 */
export function settleConfig(dataset: Dataset, preset: string, changes: RunConfig): RunConfig {
  const config = resolveConfig(preset, changes);
  if (!isSage(config)) return config;
  const kind = lossKind(dataset, config.loss);
  return {
    ...config,
    loss: { ...config.loss, kind },
    training: { ...config.training, ...(kind === 'labels' ? { ...ON_LABELS, ...changes.training } : {}) },
  };
}
