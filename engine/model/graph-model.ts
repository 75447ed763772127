/**
 * PinSage and its twins with mean and max pooling (Ying et al., KDD 2018, Algorithms 1 and 2): K convolutions over blocks of
 * neighbours, then the head. Features are read for the outermost nodes only.
 */
import type { Tensor2D } from '../backend/tf.ts';
import { embedGraph } from '../inference/embed-all.ts';
import type { Pooling } from '../sampling/importance-neighborhoods.ts';
import type { Neighborhoods } from '../sampling/neighborhoods.ts';
import { convolve, convolveSpecs, convolveStages } from './convolve.ts';
import { head, headOf, headSpecs } from './head.ts';
import type { Model } from './model.ts';
import type { ModelInput } from './model-input.ts';
import type { ParameterSpec } from './parameters.ts';
import type { GraphConfig } from './presets/pinsage.ts';

const POOLED = {
  importance: 'sum_t weights_t ReLU(h[neighbors_t] Q + q)',
  mean: 'sum_t weights_t ReLU(h[neighbors_t] Q + q)',
  max: 'max_t ReLU(h[neighbors_t] Q + q) value by value (0 without neighbours; weights unused)',
};

const equation = (pooling: Pooling, unit: boolean): string =>
  `h = features; for each layer k: n = ${POOLED[pooling]}, ` +
  'h = normalise(ReLU([h, n] W + w)) with Q, q, W, w = conv.{k}.Q.weight, conv.{k}.Q.bias, conv.{k}.W.weight, ' +
  `conv.{k}.W.bias; z = ${unit ? 'normalise(ReLU(h G1 + g) G2)' : 'ReLU(h G1 + g) G2'} with G1, g, G2 = head.G1.weight, head.G1.bias, head.G2.weight; ` +
  'normalise divides a row by its L2 norm and leaves a row of zeros; score = inner product of z';

type GraphSizes = Pick<GraphConfig['model'], 'layers' | 'hidden' | 'output'> & {
  /** Length of the vectors from one layer to the next; `hidden` by default. */
  between?: number;
};

export function graphModel(
  input: ModelInput,
  neighborhoods: Neighborhoods,
  sizes: GraphSizes,
  pooling: Pooling = 'importance',
  loss: GraphConfig['loss']['kind'] = 'max-margin',
): Model {
  const { layers, hidden, output, between } = sizes;
  const apply = headOf(loss);
  return {
    parameters: [...input.parameters, ...graphSpecs(input.dims, sizes)],
    output,
    equation: equation(pooling, apply !== head),
    forward: (batch) => (parameters) => {
      let h: Tensor2D = input.read(batch, parameters);
      batch.blocks.forEach((block, k) => {
        h = convolve(h, block, k, parameters, k === 0 && input.constant, pooling);
      });
      return apply(h, parameters);
    },
    embedAll: (parameters, signal) =>
      embedGraph({
        features: input.all(parameters),
        neighborhoods,
        layers: convolveStages(layers, hidden, pooling, between),
        head: { output, apply },
        parameters,
        signal,
      }),
  };
}

export function graphSpecs(
  dims: number,
  { layers, hidden, output, between = hidden }: GraphSizes,
): ParameterSpec[] {
  const convolutions = Array.from({ length: layers }, (_, k) =>
    convolveSpecs(k, k === 0 ? dims : between, hidden, between),
  );
  return [...convolutions.flat(), ...headSpecs(between, output)];
}
