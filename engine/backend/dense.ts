/**
 * Dense layers with gradients of our own: ReLU(x W + b), and x W.
 *
 *   x (n, in)   W (in, out)   b (out)   ->   y (n, out)
 *   g = dy * [y > 0]     dW = x' g     db = column sums of g     dx = g W'
 *
 * Automatic differentiation would keep the pre-activation, the bias sum and the output of each layer; this keeps
 * the output alone. Transposes are explicit: the wasm backend multiplies transposed operands ten times slower.
 */
import { tf } from './tf.ts';
import type { Tensor, Tensor1D, Tensor2D } from './tf.ts';

/** ReLU(x W + b). With `constantInput`, no gradient towards x is computed. */
export function denseRelu(x: Tensor2D, weight: Tensor2D, bias: Tensor1D, constantInput = false): Tensor2D {
  const op = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as (tensors: Tensor[]) => void;
    const y = tf.fused.matMul({ a: x, b: weight, bias, activation: 'relu' });
    save([y]);
    return {
      value: y,
      gradFunc: (dy: Tensor, [kept]: Tensor[]) => {
        const g = tf.mul(dy, tf.step(kept)) as Tensor2D;
        const gradients = [weightGradient(x, g), tf.sum(g, 0)];
        return constantInput ? gradients : [...gradients, inputGradient(g, weight)];
      },
    };
  });
  return op(weight, bias, ...(constantInput ? [] : [x])) as Tensor2D;
}

/** x W, without bias and activation: the last matrix of the head (G2). */
export function linear(x: Tensor2D, weight: Tensor2D): Tensor2D {
  const op = tf.customGrad(() => ({
    value: tf.matMul(x, weight),
    gradFunc: (dy: Tensor) => [inputGradient(dy as Tensor2D, weight), weightGradient(x, dy as Tensor2D)],
  }));
  return op(x, weight) as Tensor2D;
}

function weightGradient(x: Tensor2D, g: Tensor2D): Tensor2D {
  return tf.matMul(tf.transpose(x), g);
}

function inputGradient(g: Tensor2D, weight: Tensor2D): Tensor2D {
  return tf.matMul(g, tf.transpose(weight));
}
