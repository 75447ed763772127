/**
 * "Combined" of PinSage's tables (Ying et al., KDD 2018, section 4.1): a two-layer perceptron on all features of an
 * item, trained on the same loss as the graph models.
 *
 *   z = ReLU(x M0 + m) M1        x (n, F)   M0 (F, hidden)   m (hidden)   M1 (hidden, output)
 */
import { denseRelu, linear } from '../backend/dense.ts';
import type { Tensor2D } from '../backend/tf.ts';
import { embedRows } from '../inference/embed-all.ts';
import type { Model } from './model.ts';
import type { ModelInput } from './model-input.ts';
import { denseSpecs } from './parameters.ts';
import type { ParameterSpec, ParameterTensors } from './parameters.ts';
import type { PerceptronConfig } from './presets/baselines.ts';

const EQUATION =
  'z = ReLU(features M0 + m) M1 with M0, m, M1 = mlp.0.weight, mlp.0.bias, mlp.1.weight; score = inner product of z';

export function perceptronModel(
  input: ModelInput,
  { hidden, output }: Pick<PerceptronConfig['model'], 'hidden' | 'output'>,
): Model {
  return {
    parameters: [...input.parameters, ...perceptronSpecs(input.dims, { hidden, output })],
    output,
    equation: EQUATION,
    forward: (batch) => (parameters) => perceptron(input.read(batch, parameters), parameters, input.constant),
    embedAll: (parameters, signal) =>
      embedRows({ features: input.all(parameters), parameters, output, layer: perceptron, signal }),
  };
}

export function perceptronSpecs(
  dims: number,
  { hidden, output }: Pick<PerceptronConfig['model'], 'hidden' | 'output'>,
): ParameterSpec[] {
  return [...denseSpecs('mlp.0', dims, hidden), ...denseSpecs('mlp.1', hidden, output, false)];
}

export function perceptron(x: Tensor2D, parameters: ParameterTensors, constantInput = true): Tensor2D {
  const inner = denseRelu(
    x,
    parameters.matrix('mlp.0.weight'),
    parameters.vector('mlp.0.bias'),
    constantInput,
  );
  return linear(inner, parameters.matrix('mlp.1.weight'));
}
