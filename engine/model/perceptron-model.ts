/**
 * "Combined" of PinSage's tables (Ying et al., KDD 2018, section 4.1): a two-layer perceptron on all features of an
 * item, trained on the same loss as the graph models.
 *
 *   z = ReLU(x M0 + m) M1        x (n, F)   M0 (F, hidden)   m (hidden)   M1 (hidden, output)
 */
import { denseRelu, linear } from '../backend/dense.ts';
import { tf } from '../backend/tf.ts';
import type { Tensor2D } from '../backend/tf.ts';
import { embedRows } from '../inference/embed-all.ts';
import { inputRows } from './input-rows.ts';
import type { Matrix, Model } from './model.ts';
import { denseSpecs } from './parameters.ts';
import type { ParameterSpec, ParameterTensors } from './parameters.ts';
import type { PerceptronConfig } from './presets.ts';

const EQUATION =
  'z = ReLU(features M0 + m) M1 with M0, m, M1 = mlp.0.weight, mlp.0.bias, mlp.1.weight; score = inner product of z';

export function perceptronModel(
  features: Matrix,
  { hidden, output, inputDropout }: PerceptronConfig['model'],
): Model {
  return {
    parameters: perceptronSpecs(features.dims, { hidden, output }),
    output,
    equation: EQUATION,
    prepare(seeds, rng) {
      const rows = inputRows(features, seeds, inputDropout, rng);
      return (parameters) => perceptron(tf.tensor2d(rows, [seeds.length, features.dims]), parameters);
    },
    embedAll: (parameters, signal) => embedRows({ features, parameters, output, layer: perceptron, signal }),
  };
}

export function perceptronSpecs(
  dims: number,
  { hidden, output }: Pick<PerceptronConfig['model'], 'hidden' | 'output'>,
): ParameterSpec[] {
  return [...denseSpecs('mlp.0', dims, hidden), ...denseSpecs('mlp.1', hidden, output, false)];
}

function perceptron(x: Tensor2D, parameters: ParameterTensors): Tensor2D {
  const inner = denseRelu(x, parameters.matrix('mlp.0.weight'), parameters.vector('mlp.0.bias'), true);
  return linear(inner, parameters.matrix('mlp.1.weight'));
}
