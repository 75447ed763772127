import type { RunConfig } from '../contract/runs.ts';
import { convolveStages } from '../model/convolve.ts';
import { head } from '../model/head.ts';
import { perceptron } from '../model/perceptron-model.ts';
import type { Family } from '../model/presets/definition.ts';
import type { LayerwiseOptions } from './layerwise.ts';

export type StagedModel = Pick<LayerwiseOptions, 'layers' | 'head'>;

/** A trained model as inference takes it apart; null for families that learn no layers. */
export function stagedModel(family: Family, config: RunConfig): StagedModel | null {
  const model = config.model as Record<string, number> | undefined;
  switch (family.kind) {
    case 'graph':
      return {
        layers: convolveStages(model!.layers, model!.hidden),
        head: { output: model!.output, apply: head },
      };
    case 'perceptron':
      return { layers: [], head: { output: model!.output, apply: perceptron } };
    default:
      return null;
  }
}
