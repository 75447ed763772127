import type { RunConfig } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { presetNamed } from '../model/presets.ts';
import { resolveConfig } from '../model/resolve-config.ts';
import { isSage, lossKind } from './families/sage.ts';

/**
 * The whole configuration of a run on this data set: what a preset leaves to the data is decided here, once, and
 * stored with the run. `changes` always stand.
 * @throws PinwiseError `no-preset`, `bad-config`
 */
export function settleConfig(dataset: Dataset, preset: string, changes: RunConfig): RunConfig {
  const config = resolveConfig(preset, changes);
  if (!isSage(config)) return config;
  const kind = lossKind(dataset, config.loss);
  const { onLabels = {} } = presetNamed(preset);
  const settled: RunConfig = { ...config, loss: { ...config.loss, kind } };
  for (const [group, values] of kind === 'labels' ? Object.entries(onLabels) : []) {
    settled[group] = { ...settled[group], ...values, ...changes[group] };
  }
  return settled;
}
