/**
 * Convolve (PinSage, Ying et al., KDD 2018, Algorithm 1) on a block of a minibatch:
 *
 *   n_u = sum over v in N(u) of alpha_uv ReLU(h_v Q + q)
 *   z_u = ReLU([h_u, n_u] W + w) / ||.||_2
 *
 *   h (nodes, in)   Q (in, hidden)   W (in + hidden, out)   ->   (destinations, out), out = hidden unless said
 *
 * or, with max pooling (the paper's `max-pooling`), n_u = max over v in N(u) of ReLU(h_v Q + q), value by value.
 * Q is applied once to each distinct node, not once per edge. An item without neighbours pools to 0.
 */
import { joinedDenseRelu, denseRelu } from '../backend/dense.ts';
import { maxPool, maxRows } from '../backend/max-pool.ts';
import { normalizeRows } from '../backend/normalize-rows.ts';
import { pool, poolRows } from '../backend/pool.ts';
import { tf } from '../backend/tf.ts';
import type { Tensor2D } from '../backend/tf.ts';
import type { StagedLayer } from '../inference/stages/layer.ts';
import type { Block } from '../sampling/blocks.ts';
import type { Pooling } from '../sampling/importance-neighborhoods.ts';
import { denseSpecs } from './parameters.ts';
import type { ParameterSpec, ParameterTensors } from './parameters.ts';

export function convolveSpecs(layer: number, inputs: number, hidden: number, out = hidden): ParameterSpec[] {
  return [
    ...denseSpecs(`conv.${layer}.Q`, inputs, hidden),
    ...denseSpecs(`conv.${layer}.W`, inputs + hidden, out),
  ];
}

/** One layer on `block`, its nodes' rows in `h`. With `constantInput` (the features) no gradient goes to h. */
export function convolve(
  h: Tensor2D,
  block: Block,
  layer: number,
  parameters: ParameterTensors,
  constantInput: boolean,
  pooling: Pooling = 'importance',
): Tensor2D {
  const told = transform(h, layer, parameters, constantInput);
  const pooled = pooling === 'max' ? maxPool(told, block) : pool(told, block);
  return combine(tf.slice(h, [0, 0], [block.destinations, -1]), pooled, layer, parameters, constantInput);
}

/** ReLU(h Q + q): what a node tells those whose neighbour it is. */
export function transform(
  h: Tensor2D,
  layer: number,
  parameters: ParameterTensors,
  constantInput = false,
): Tensor2D {
  return denseRelu(
    h,
    parameters.matrix(`conv.${layer}.Q.weight`),
    parameters.vector(`conv.${layer}.Q.bias`),
    constantInput,
  );
}

/** normalise(ReLU([h, n] W + w)): a node's own row and its pooled neighbours. */
export function combine(
  h: Tensor2D,
  pooled: Tensor2D,
  layer: number,
  parameters: ParameterTensors,
  constantInput = false,
): Tensor2D {
  const weight = parameters.matrix(`conv.${layer}.W.weight`);
  const bias = parameters.vector(`conv.${layer}.W.bias`);
  return normalizeRows(joinedDenseRelu(h, pooled, weight, bias, constantInput));
}

/** The layers of `convolve` as inference takes them apart. */
export function convolveStages(
  layers: number,
  hidden: number,
  pooling: Pooling = 'importance',
  out = hidden,
): StagedLayer[] {
  return Array.from({ length: layers }, (_, k) => ({
    ...{ told: hidden, pooled: hidden, output: out },
    map: (h, parameters) => transform(h, k, parameters),
    pool: (told, edges) =>
      pooling === 'max' ? maxRows(told, hidden, edges).largest : poolRows(told, hidden, edges),
    update: (own, pooled, _edges, parameters) => combine(own, pooled, k, parameters),
  }));
}
