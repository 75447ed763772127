/**
 * x W for an x that nothing is learned of (a layer on the features): only W gets a gradient. Where x is mostly zeros,
 * as bags of words are, both products go over its non-zero values alone; else they are dense.
 *
 *   x (n, in)   W (in, out)   ->   y (n, out)        dW = x' dy
 */
import { tf } from './tf.ts';
import type { Tensor, Tensor2D } from './tf.ts';

/** Share of non-zero values below which loops over them are faster than the dense kernels. */
const SPARSE = 1 / 16;

export function constantLinear(x: Tensor2D, weight: Tensor2D, sparseBelow = SPARSE): Tensor2D {
  const [rows, inputs] = x.shape;
  const outputs = weight.shape[1];
  const sparse = nonZero(x.dataSync() as Float32Array, rows, inputs, sparseBelow * rows * inputs);
  const op = tf.customGrad((...given) => {
    const save = given.at(-1) as unknown as (tensors: Tensor[]) => void;
    if (!sparse) {
      save([x]);
      return {
        value: tf.matMul(x, weight),
        gradFunc: (dy: Tensor, [input]: Tensor[]) => tf.matMul(tf.transpose(input), dy),
      };
    }
    const w = weight.dataSync();
    const out = new Float32Array(rows * outputs);
    eachValue(sparse, (row, column, value) => {
      for (let j = 0, to = row * outputs, from = column * outputs; j < outputs; j++, to++, from++) {
        out[to] += value * w[from];
      }
    });
    return {
      value: tf.tensor2d(out, [rows, outputs]),
      gradFunc: (dy: Tensor) => {
        const g = dy.dataSync();
        const sum = new Float32Array(inputs * outputs);
        eachValue(sparse, (row, column, value) => {
          for (let j = 0, from = row * outputs, to = column * outputs; j < outputs; j++, to++, from++) {
            sum[to] += value * g[from];
          }
        });
        return tf.tensor2d(sum, [inputs, outputs]);
      },
    };
  });
  return op(weight) as Tensor2D;
}

interface Sparse {
  readonly indptr: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}

/** The non-zero values, row by row; null when there are more than `most`. */
function nonZero(data: Float32Array, rows: number, width: number, most: number): Sparse | null {
  let count = 0;
  for (let i = 0; i < data.length; i++) if (data[i] !== 0 && ++count > most) return null;
  const indptr = new Uint32Array(rows + 1);
  const columns = new Uint32Array(count);
  const values = new Float32Array(count);
  for (let row = 0, end = 0; row < rows; row++) {
    for (let j = 0, at = row * width; j < width; j++, at++) {
      if (data[at] === 0) continue;
      columns[end] = j;
      values[end++] = data[at];
    }
    indptr[row + 1] = end;
  }
  return { indptr, columns, values };
}

function eachValue(
  { indptr, columns, values }: Sparse,
  each: (row: number, column: number, value: number) => void,
): void {
  for (let row = 0; row + 1 < indptr.length; row++) {
    for (let e = indptr[row]; e < indptr[row + 1]; e++) each(row, columns[e], values[e]);
  }
}
