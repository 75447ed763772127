/**
 * L2 normalisation of rows, y = x / ||x||_2 (Algorithm 1 of PinSage, line 3), keeping only its output and the norms.
 *
 *   x (n, d)   ->   y (n, d)        dx = (dy - y (y . dy)) / ||x||
 *
 * Deviation: a row of zeros stays 0 and gets no gradient, where the equation has no value.
 */
import { tf } from './tf.ts';
import type { Tensor, Tensor2D } from './tf.ts';

export function normalizeRows(x: Tensor2D): Tensor2D {
  const op = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as (tensors: Tensor[]) => void;
    const norm = tf.sqrt(tf.sum(tf.square(x), 1, true));
    const inverse = tf.divNoNan(1, norm);
    const y = tf.mul(x, inverse);
    save([y, inverse]);
    return {
      value: y,
      gradFunc: (dy: Tensor, [kept, scale]: Tensor[]) =>
        tf.mul(tf.sub(dy, tf.mul(kept, tf.sum(tf.mul(kept, dy), 1, true))), scale),
    };
  });
  return op(x) as Tensor2D;
}
