/**
 * Rows of a matrix by position, with a scatter-add gradient. `tf.gather` has the same forward; its gradient needs an
 * unsorted segment sum, which the wasm backend lacks.
 *
 *   h (n, d)   rows (m)   ->   (m, d)        dh_r = sum of the gradient's rows that were read from r
 */
import { integers } from './native-pool.ts';
import { nativeBackend } from './tensorflow.ts';
import { tf } from './tf.ts';
import type { Tensor, Tensor2D } from './tf.ts';

export function gatherRows(h: Tensor2D, rows: Uint32Array): Tensor2D {
  const [count, width] = h.shape;
  const op = tf.customGrad(() => ({
    value: tf.gather(h, tf.tensor1d(Int32Array.from(rows), 'int32')),
    gradFunc: (dy: Tensor) => {
      if (nativeBackend()) return tf.unsortedSegmentSum(dy as Tensor2D, integers(rows), count);
      const gradient = dy.dataSync();
      const sum = new Float32Array(count * width);
      for (let i = 0; i < rows.length; i++) {
        const to = rows[i] * width;
        const from = i * width;
        for (let j = 0; j < width; j++) sum[to + j] += gradient[from + j];
      }
      return tf.tensor2d(sum, [count, width]);
    },
  }));
  return op(h) as Tensor2D;
}
