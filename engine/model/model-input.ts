/**
 * What a model reads of an item. Where the data bring content (picture, text, given features) that is their features
 * alone; where they do not, a vector learned for each item stands beside them (as in matrix factorisation), so that
 * a graph without content can be trained on too.
 *
 *   x_i = [features_i, V_i]        features (N, F)   V (N, E) = parameter `items.vector`, E = 0 with content
 */
import { gatherRows } from '../backend/gather-rows.ts';
import { tf } from '../backend/tf.ts';
import type { Tensor2D } from '../backend/tf.ts';
import type { Batch } from '../sampling/batch.ts';
import type { Matrix } from './model.ts';
import type { ParameterSpec, ParameterTensors, Parameters } from './parameters.ts';

export interface ModelInput {
  /** F + E. */
  readonly dims: number;
  readonly parameters: readonly ParameterSpec[];
  /** True when nothing in the input is learned, so that no gradient needs to reach it. */
  readonly constant: boolean;
  /** Of the batch's outermost nodes, (rows, dims). */
  read(batch: Batch, parameters: ParameterTensors): Tensor2D;
  /** The input of all items, float32 (N, dims). */
  all(parameters: Parameters): Matrix;
}

const VECTOR = 'items.vector';

/** @param learned E, the length of the vector learned for each item; 0 for none */
export function modelInput(features: Matrix, learned = 0): ModelInput {
  const items = features.data.length / features.dims;
  if (learned === 0) {
    return {
      dims: features.dims,
      parameters: [],
      constant: true,
      read: ({ input: { rows, data } }) => tf.tensor2d(data, [rows.length, features.dims]),
      all: () => features,
    };
  }
  // Glorot's bound is for layers; this gain makes the rows of length 1 in the mean, as the features are.
  const spec = { name: VECTOR, shape: [items, learned], gain: Math.sqrt((items + learned) / (2 * learned)) };
  const dims = features.dims + learned;
  return {
    dims,
    parameters: [spec],
    constant: false,
    read({ input: { rows, data } }, parameters) {
      const given = tf.tensor2d(data, [rows.length, features.dims]);
      return tf.concat([given, gatherRows(parameters.matrix(VECTOR), rows)], 1);
    },
    all(parameters) {
      const vectors = parameters.get(VECTOR)!.data;
      const data = new Float32Array(items * dims);
      for (let item = 0; item < items; item++) {
        data.set(features.data.subarray(item * features.dims, (item + 1) * features.dims), item * dims);
        data.set(vectors.subarray(item * learned, (item + 1) * learned), item * dims + features.dims);
      }
      return { data, dims };
    },
  };
}
