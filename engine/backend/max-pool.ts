/**
 * Elementwise maximum over neighbours (GraphSAGE, Hamilton et al., NeurIPS 2017, equation 3): n_i = max over the edges
 * e of row i of h_{indices[e]}; a row without neighbours is 0.
 *
 *   h (sources, d)   indptr (rows + 1)   indices (edges)   ->   n (rows, d)
 *   dh_s = sum over the rows i whose maximum stands in s of dn_i, value by value
 *
 * Of equal values the first edge's counts, so that the gradient is the same in every run.
 */
import type { SparseRows } from './pool.ts';
import { tf } from './tf.ts';
import type { Tensor, Tensor2D } from './tf.ts';

type Edges = Pick<SparseRows, 'indptr' | 'indices'>;

export function maxPool(h: Tensor2D, edges: Edges): Tensor2D {
  const [sources, width] = h.shape;
  const rows = edges.indptr.length - 1;
  const op = tf.customGrad(() => {
    const { largest, from } = maxRows(h.dataSync(), width, edges);
    return {
      value: tf.tensor2d(largest, [rows, width]),
      gradFunc: (dy: Tensor) => {
        const gradient = dy.dataSync();
        const sum = new Float32Array(sources * width);
        for (let i = 0; i < gradient.length; i++) {
          if (from[i] >= 0) sum[from[i] * width + (i % width)] += gradient[i];
        }
        return tf.tensor2d(sum, [sources, width]);
      },
    };
  });
  return op(h) as Tensor2D;
}

/**
 * The same on arrays: dense (sources, width), row-major. `largest` and `from` are (rows, width): the maximum, and the
 * source it stands in (-1 without neighbours).
 */
export function maxRows(
  dense: ArrayLike<number>,
  width: number,
  { indptr, indices }: Edges,
): { largest: Float32Array; from: Int32Array } {
  const rows = indptr.length - 1;
  const largest = new Float32Array(rows * width);
  const from = new Int32Array(rows * width).fill(-1);
  for (let row = 0; row < rows; row++) {
    const to = row * width;
    for (let e = indptr[row]; e < indptr[row + 1]; e++) {
      const source = indices[e];
      const at = source * width;
      for (let j = 0; j < width; j++) {
        if (from[to + j] >= 0 && dense[at + j] <= largest[to + j]) continue;
        largest[to + j] = dense[at + j];
        from[to + j] = source;
      }
    }
  }
  return { largest, from };
}
