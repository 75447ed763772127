/**
 * Cross-entropy of class scores x with the labels y (GraphSAGE, Hamilton et al., NeurIPS 2017, section 3.2):
 *
 *   one label a node    J = mean over nodes of  -log softmax(x)[label]
 *   several             J = mean over nodes and classes of  max(x, 0) - x y + log(1 + e^-|x|)   (sigmoid)
 *   dJ/dx = (p - y) / terms, with p = softmax or sigmoid of x
 *
 *   x, y (nodes, classes)   ->   scalar
 */
import { tf } from '../backend/tf.ts';
import type { Tensor, Tensor2D } from '../backend/tf.ts';

/** @param y 0 or 1 for each class; a single 1 a row unless `multi` */
export function labelLoss(x: Tensor2D, y: Tensor2D, multi: boolean): Tensor {
  const op = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as (tensors: Tensor[]) => void;
    const [nodes, classes] = x.shape;
    const scale = 1 / Math.max(1, multi ? nodes * classes : nodes);
    save([tf.mul(tf.sub(multi ? tf.sigmoid(x) : tf.softmax(x), y), scale)]);
    const value = multi
      ? tf.add(tf.sub(tf.relu(x), tf.mul(x, y)), tf.log(tf.add(1, tf.exp(tf.neg(tf.abs(x))))))
      : tf.neg(tf.mul(tf.logSoftmax(x), y));
    return {
      value: tf.mul(tf.sum(value), scale),
      gradFunc: (dy: Tensor, kept: Tensor[]) => kept.map((gradient) => tf.mul(gradient, dy)),
    };
  });
  return op(x);
}
