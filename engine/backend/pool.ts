/**
 * Pooling over neighbours as a sparse-dense product: n_i = sum_e w_e h_{indices[e]} over the edges e of row i
 * (Algorithm 1 of PinSage, line 1, with the weights of importance or mean pooling).
 *
 *   h (sources, d)   indptr (rows + 1)   indices, weights (edges)   ->   n (rows, d)
 *   dh_s = sum over the edges e = (i, s) of w_e dn_i, the transposed product
 *
 * Both directions are loops over typed arrays, except on TensorFlow itself (native-pool.ts): no wasm kernel has an
 * unsorted segment sum, the work is bound by memory, and one order of summation makes the result the same to the bit in
 * every run.
 */
import { nativePool, nativePoolTransposed } from './native-pool.ts';
import { nativeBackend } from './tensorflow.ts';
import { tf } from './tf.ts';
import type { Tensor, Tensor2D } from './tf.ts';

/** Rows of weighted neighbours in compressed sparse rows; `indices` are rows of the dense operand. */
export interface SparseRows {
  readonly indptr: Uint32Array;
  readonly indices: Uint32Array;
  readonly weights: Float32Array;
}

/** Weighted sums of the neighbours' rows of `h`; a row without neighbours is 0. */
export function pool(h: Tensor2D, sparse: SparseRows): Tensor2D {
  const [sources, width] = h.shape;
  const rows = sparse.indptr.length - 1;
  if (nativeBackend()) {
    const native = tf.customGrad(() => ({
      value: nativePool(h, sparse),
      gradFunc: (dy: Tensor) => nativePoolTransposed(dy as Tensor2D, sparse, sources),
    }));
    return native(h) as Tensor2D;
  }
  const op = tf.customGrad(() => ({
    value: tf.tensor2d(poolRows(h.dataSync(), width, sparse), [rows, width]),
    gradFunc: (dy: Tensor) =>
      tf.tensor2d(poolRowsTransposed(dy.dataSync() as Float32Array, width, sparse, sources), [
        sources,
        width,
      ]),
  }));
  return op(h) as Tensor2D;
}

/** The product itself on arrays: dense (sources, width), row-major. Returns (rows, width). */
export function poolRows(
  dense: ArrayLike<number>,
  width: number,
  { indptr, indices, weights }: SparseRows,
): Float32Array {
  const rows = indptr.length - 1;
  const out = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const sum = out.subarray(row * width, (row + 1) * width);
    for (let e = indptr[row]; e < indptr[row + 1]; e++) {
      const weight = weights[e];
      const from = indices[e] * width;
      for (let j = 0; j < width; j++) sum[j] += weight * dense[from + j];
    }
  }
  return out;
}

function poolRowsTransposed(
  gradient: Float32Array,
  width: number,
  { indptr, indices, weights }: SparseRows,
  sources: number,
): Float32Array {
  const out = new Float32Array(sources * width);
  const rows = indptr.length - 1;
  for (let row = 0; row < rows; row++) {
    const from = row * width;
    for (let e = indptr[row]; e < indptr[row + 1]; e++) {
      const weight = weights[e];
      const to = indices[e] * width;
      for (let j = 0; j < width; j++) out[to + j] += weight * gradient[from + j];
    }
  }
  return out;
}
