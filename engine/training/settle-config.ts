import type { RunConfig } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { presetNamed } from '../model/presets.ts';
import { resolveConfig } from '../model/resolve-config.ts';
import { isGraph } from './families/graph.ts';
import { isSage, lossKind } from './families/sage.ts';
import { gentleWarmup } from './learning-rate.ts';
import { totalSteps } from './train.ts';

/**
 * The whole configuration of a run on this data set: what a preset leaves to the data is decided here, once, and
 * stored with the run. `changes` always stand.
 * @throws PinwiseError `no-preset`, `bad-config`
 */
export function settleConfig(dataset: Dataset, preset: string, changes: RunConfig): RunConfig {
  const config = resolveConfig(preset, changes);
  if (isGraph(config)) return gentle(dataset, config, changes);
  if (!isSage(config)) return config;
  const kind = lossKind(dataset, config.loss);
  const { onLabels = {} } = presetNamed(preset);
  const settled: RunConfig = { ...config, loss: { ...config.loss, kind } };
  for (const [group, values] of kind === 'labels' ? Object.entries(onLabels) : []) {
    settled[group] = { ...settled[group], ...values, ...changes[group] };
  }
  return settled;
}

/** A warm-up that nobody set lasts as long as the data need. */
function gentle(dataset: Dataset, config: RunConfig, changes: RunConfig): RunConfig {
  const { training } = config;
  if (changes.training?.warmupEpochs !== undefined) return config;
  const stepsPerEpoch = totalSteps(dataset, config) / Number(training.epochs);
  return { ...config, training: { ...training, warmupEpochs: gentleWarmup(stepsPerEpoch) } };
}
