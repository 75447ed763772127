/**
 * The head of PinSage (Ying et al., KDD 2018, Algorithm 2, line 16): z = ReLU(h G1 + g) G2.
 *
 *   h (n, hidden)   G1 (hidden, hidden)   g (hidden)   G2 (hidden, output)   ->   z (n, output)
 */
import { denseRelu, linear } from '../backend/dense.ts';
import { normalizeRows } from '../backend/normalize-rows.ts';
import type { Tensor2D } from '../backend/tf.ts';
import { denseSpecs } from './parameters.ts';
import type { ParameterSpec, ParameterTensors } from './parameters.ts';

export function headSpecs(hidden: number, output: number): ParameterSpec[] {
  return [...denseSpecs('head.G1', hidden, hidden), ...denseSpecs('head.G2', hidden, output, false)];
}

export function head(h: Tensor2D, parameters: ParameterTensors): Tensor2D {
  const inner = denseRelu(h, parameters.matrix('head.G1.weight'), parameters.vector('head.G1.bias'));
  return linear(inner, parameters.matrix('head.G2.weight'));
}

/**
 * The head with embeddings of length 1, for the loss of GraphSAGE, which presupposes them: with vectors of any length
 * its many negatives shrink all of them to nothing.
 */
export function unitHead(h: Tensor2D, parameters: ParameterTensors): Tensor2D {
  return normalizeRows(head(h, parameters));
}

/** The head that belongs to a loss. */
export const headOf = (loss: unknown): typeof head => (loss === 'cross-entropy' ? unitHead : head);
