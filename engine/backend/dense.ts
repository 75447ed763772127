/**
 * Dense layers with gradients of our own: ReLU(x W + b), and x W.
 *
 *   x (n, in)   W (in, out)   b (out)   ->   y (n, out)
 *   g = dy * [y > 0]     dW = x' g     db = column sums of g     dx = g W'
 *
 * Automatic differentiation would keep the pre-activation, the bias sum and the output of each layer; of these, this
 * keeps the output alone. What a gradient reads must be saved: the forward pass disposes of everything else.
 * Transposes are explicit but for TensorFlow itself: the wasm backend multiplies transposed operands ten times slower.
 */
import { nativeBackend } from './tensorflow.ts';
import { tf } from './tf.ts';
import type { Tensor, Tensor1D, Tensor2D } from './tf.ts';

/** ReLU(x W + b). With `constantInput`, no gradient towards x is computed. */
export function denseRelu(x: Tensor2D, weight: Tensor2D, bias: Tensor1D, constantInput = false): Tensor2D {
  const op = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as (tensors: Tensor[]) => void;
    const y = tf.fused.matMul({ a: x, b: weight, bias, activation: 'relu' });
    save([y, x, weight]);
    return {
      value: y,
      gradFunc: (dy: Tensor, kept: Tensor[]) => {
        const [output, input, w] = kept as Tensor2D[];
        const g = tf.mul(dy, tf.step(output)) as Tensor2D;
        const gradients = [weightGradient(input, g), tf.sum(g, 0)];
        return constantInput ? gradients : [...gradients, inputGradient(g, w)];
      },
    };
  });
  return op(weight, bias, ...(constantInput ? [] : [x])) as Tensor2D;
}

/**
 * ReLU([x, p] W + b), the second dense layer of Convolve: the rows of `x` (n, in) beside those of `p` (n, pooled),
 * W (in + pooled, out). With `constantInput`, no gradient towards x is computed; p always gets one.
 */
export function joinedDenseRelu(
  x: Tensor2D,
  p: Tensor2D,
  weight: Tensor2D,
  bias: Tensor1D,
  constantInput = false,
): Tensor2D {
  const split = x.shape[1];
  const op = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as (tensors: Tensor[]) => void;
    const joined = tf.concat([x, p], 1);
    const y = tf.fused.matMul({ a: joined, b: weight, bias, activation: 'relu' });
    save([y, x, p, weight]);
    return {
      value: y,
      gradFunc: (dy: Tensor, kept: Tensor[]) => {
        const [output, own, pooled, w] = kept as Tensor2D[];
        const g = tf.mul(dy, tf.step(output)) as Tensor2D;
        const gradients = [
          inputGradient(g, tf.slice(w, [split, 0])),
          weightGradient(tf.concat([own, pooled], 1), g),
          tf.sum(g, 0),
        ];
        return constantInput ? gradients : [...gradients, inputGradient(g, tf.slice(w, [0, 0], [split, -1]))];
      },
    };
  });
  return op(p, weight, bias, ...(constantInput ? [] : [x])) as Tensor2D;
}

/** x W, without bias and activation, as G2 of the head. With `constantInput`, no gradient towards x is computed. */
export function linear(x: Tensor2D, weight: Tensor2D, constantInput = false): Tensor2D {
  const op = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as (tensors: Tensor[]) => void;
    save([x, weight]);
    return {
      value: tf.matMul(x, weight),
      gradFunc: (dy: Tensor, kept: Tensor[]) => {
        const [input, w] = kept as Tensor2D[];
        const gradient = weightGradient(input, dy as Tensor2D);
        return constantInput ? [gradient] : [gradient, inputGradient(dy as Tensor2D, w)];
      },
    };
  });
  return op(weight, ...(constantInput ? [] : [x])) as Tensor2D;
}

function weightGradient(x: Tensor2D, g: Tensor2D): Tensor2D {
  if (nativeBackend()) return tf.matMul(x, g, true, false);
  return tf.matMul(tf.transpose(x), g);
}

function inputGradient(g: Tensor2D, weight: Tensor2D): Tensor2D {
  if (nativeBackend()) return tf.matMul(g, weight, false, true);
  return tf.matMul(g, tf.transpose(weight));
}
