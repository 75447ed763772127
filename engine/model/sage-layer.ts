/**
 * A layer of GraphSAGE (Hamilton et al., NeurIPS 2017, Algorithm 1, section 3.3), in three steps: what a node tells
 * those whose neighbour it is, how they aggregate what n neighbours tell them, and the update.
 *
 *   gcn    t_v = h_v                 a_u = (h_u + sum_v t_v) / (n + 1)      h'_u = normalise(act(a_u W + w))
 *   mean   t_v = h_v                 a_u = sum_v t_v / n                    h'_u = normalise(act([h_u, a_u] W + w))
 *   pool   t_v = ReLU(h_v Q + q)     a_u = max_v t_v, value by value        the same
 *   lstm   t_v = h_v K + k           a_u = last state of an LSTM over t_v   the same (see backend/lstm.ts)
 *
 *   h (nodes, in)   Q (in, hidden)   K (in, 4 hidden)   R (hidden, 4 hidden)   W (in, out) for gcn, else (in + a, out)
 *
 * a_u is 0 for an item without neighbours (gcn: h_u). act is ReLU; the last layer's may be left out, as the authors'
 * program does. Deviation: the bias w, which the paper does not have and their program leaves to a switch.
 */
import { denseRelu, joinedDenseRelu, linear } from '../backend/dense.ts';
import { lstm } from '../backend/lstm.ts';
import { maxPool } from '../backend/max-pool.ts';
import { normalizeRows } from '../backend/normalize-rows.ts';
import { pool } from '../backend/pool.ts';
import type { SparseRows } from '../backend/pool.ts';
import { tf } from '../backend/tf.ts';
import type { Tensor2D } from '../backend/tf.ts';
import { denseSpecs } from './parameters.ts';
import type { ParameterSpec, ParameterTensors } from './parameters.ts';

export type Aggregator = 'gcn' | 'mean' | 'lstm' | 'pool';

export interface SageLayer {
  readonly aggregator: Aggregator;
  /** From 0. */
  readonly layer: number;
  /** Whether ReLU follows the update's product. */
  readonly relu: boolean;
}

/** @param hidden length of what pool and lstm aggregate */
export function sageSpecs(
  aggregator: Aggregator,
  layer: number,
  inputs: number,
  hidden: number,
  outputs: number,
): ParameterSpec[] {
  const update = (joined: number): ParameterSpec[] => denseSpecs(`conv.${layer}.W`, joined, outputs);
  switch (aggregator) {
    case 'gcn':
      return update(inputs);
    case 'mean':
      return update(2 * inputs);
    case 'pool':
      return [...denseSpecs(`conv.${layer}.Q`, inputs, hidden), ...update(inputs + hidden)];
    case 'lstm':
      return [
        { name: `conv.${layer}.K.weight`, shape: [inputs, 4 * hidden], gain: 1 },
        // The forget gate starts open (Jozefowicz et al., 2015), as in the authors' program.
        { name: `conv.${layer}.K.bias`, shape: [4 * hidden], gain: 0, start: forgetOpen(hidden) },
        { name: `conv.${layer}.R.weight`, shape: [hidden, 4 * hidden], gain: 1 },
        ...update(inputs + hidden),
      ];
  }
}

/** One layer on a block, its nodes' rows in `h`. With `constantInput` (the features) no gradient goes to h. */
export function sageLayer(
  h: Tensor2D,
  block: SparseRows & { readonly destinations: number },
  at: SageLayer,
  parameters: ParameterTensors,
  constantInput: boolean,
): Tensor2D {
  const own = block.destinations === h.shape[0] ? h : tf.slice(h, [0, 0], [block.destinations, -1]);
  const aggregated = aggregate(tell(h, at, parameters, constantInput), block, at, parameters);
  return update(own, aggregated, block.indptr, at, parameters, constantInput);
}

/** t_v of each row: h itself for gcn and mean. */
export function tell(
  h: Tensor2D,
  { aggregator, layer }: SageLayer,
  parameters: ParameterTensors,
  constantInput = false,
): Tensor2D {
  const weight = (name: string): Tensor2D => parameters.matrix(`conv.${layer}.${name}.weight`);
  const bias = (name: string) => parameters.vector(`conv.${layer}.${name}.bias`);
  if (aggregator === 'pool') return denseRelu(h, weight('Q'), bias('Q'), constantInput);
  if (aggregator === 'lstm') return tf.add(linear(h, weight('K'), constantInput), bias('K'));
  return h;
}

/** a_u of each row of `edges`; for gcn the mean of the neighbours alone, which the update joins with h_u. */
export function aggregate(
  told: Tensor2D,
  edges: SparseRows,
  { aggregator, layer }: SageLayer,
  parameters: ParameterTensors,
): Tensor2D {
  if (aggregator === 'pool') return maxPool(told, edges);
  if (aggregator === 'lstm') return lstm(told, parameters.matrix(`conv.${layer}.R.weight`), edges);
  return pool(told, edges);
}

/** h'_u from each row's own h_u and its a_u; `indptr` (rows + 1) tells how many neighbours each has. */
export function update(
  own: Tensor2D,
  aggregated: Tensor2D,
  indptr: Uint32Array,
  { aggregator, layer, relu }: SageLayer,
  parameters: ParameterTensors,
  constantInput = false,
): Tensor2D {
  const weight = parameters.matrix(`conv.${layer}.W.weight`);
  const bias = parameters.vector(`conv.${layer}.W.bias`);
  // Where the input is constant, so is what gcn and mean make of it: no gradient goes to either.
  const constant = constantInput && (aggregator === 'gcn' || aggregator === 'mean');
  if (relu && aggregator !== 'gcn' && !constant) {
    return normalizeRows(joinedDenseRelu(own, aggregated, weight, bias, constantInput));
  }
  const x = aggregator === 'gcn' ? withSelf(own, aggregated, indptr) : tf.concat([own, aggregated], 1);
  return normalizeRows(
    relu ? denseRelu(x, weight, bias, constant) : tf.add(linear(x, weight, constant), bias),
  );
}

/** (h_u + n a_u) / (n + 1). */
function withSelf(own: Tensor2D, mean: Tensor2D, indptr: Uint32Array): Tensor2D {
  const rows = indptr.length - 1;
  const share = Float32Array.from({ length: rows }, (_, i) => 1 / (indptr[i + 1] - indptr[i] + 1));
  const self = tf.tensor2d(share, [rows, 1]);
  return tf.add(tf.mul(own, self), tf.mul(mean, tf.sub(1, self)));
}

/** Gates i, f, g, o: 1 in the forget gate's part. */
const forgetOpen = (hidden: number): Float32Array =>
  Float32Array.from({ length: 4 * hidden }, (_, j) => (Math.floor(j / hidden) === 1 ? 1 : 0));
