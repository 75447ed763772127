import type { RunConfig } from '../contract/runs.ts';
import { convolveStages } from '../model/convolve.ts';
import { headOf } from '../model/head.ts';
import { perceptron } from '../model/perceptron-model.ts';
import type { Family } from '../model/presets/definition.ts';
import type { SageConfig } from '../model/presets/graphsage.ts';
import { sageStagesOf } from '../model/sage-model.ts';
import type { Pooling } from '../sampling/importance-neighborhoods.ts';
import type { LayerwiseOptions } from './layerwise.ts';

export type StagedModel = Pick<LayerwiseOptions, 'layers' | 'head'>;

/**
 * A trained model as inference takes it apart; null for families that learn no layers.
 * @param dims length of what it is fed with of an item
 */
export function stagedModel(family: Family, config: RunConfig, dims: number): StagedModel | null {
  const model = config.model as Record<string, number> | undefined;
  switch (family.kind) {
    case 'graph':
      return {
        layers: convolveStages(model!.layers, model!.hidden, config.sampling.pooling as Pooling),
        head: { output: model!.output, apply: headOf(config.loss.kind) },
      };
    case 'sage':
      return { layers: sageStagesOf(dims, config.model as unknown as SageConfig['model']), head: null };
    case 'perceptron':
      return { layers: [], head: { output: model!.output, apply: perceptron } };
    default:
      return null;
  }
}
