/**
 * Unsupervised loss of GraphSAGE (Hamilton et al., NeurIPS 2017, equation 1): items that walks bring together should
 * score high, an item and a random one low. s = sigmoid:
 *
 *   J = mean over pairs (u, v) of  -log s(z_u . z_v) - Q mean over negatives n of log s(-z_u . z_n)
 *
 *   u, v (pairs, d): heads and tails   n (Q, d)   ->   scalar
 *   with r_p = s(-u_p . v_p) and a_pk = s(u_p . n_k):
 *   du_p = (-r_p v_p + sum_k a_pk n_k) / pairs    dv_p = -r_p u_p / pairs    dn_k = sum_p a_pk u_p / pairs
 *
 * The Q negatives are shared by the minibatch, as in the authors' program. Deviation: a negative that is the pair's
 * own head or tail is left out of the mean over n. -log s(x) is computed as max(-x, 0) + log(1 + e^-|x|), which
 * neither overflows nor loses small values.
 */
import { gatherRows } from '../backend/gather-rows.ts';
import { tf } from '../backend/tf.ts';
import type { Tensor, Tensor2D } from '../backend/tf.ts';
import type { PairRows } from './max-margin-loss.ts';
import type { Objective } from './objective.ts';

/** The loss as an objective: reads the positions `heads`, `tails` and `negatives`; its terms are the pairs. */
export const walkObjective: Objective = {
  parameters: [],
  loss(z, { count, positions }) {
    const { heads, tails, negatives } = positions as unknown as PairRows;
    const [u, v, n] = [heads, tails, negatives].map((rows) => gatherRows(z, rows));
    return { loss: walkLoss(u, v, n, { heads, tails, negatives }), terms: count };
  },
};

export function walkLoss(u: Tensor2D, v: Tensor2D, n: Tensor2D, rows: PairRows): Tensor {
  const op = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as (tensors: Tensor[]) => void;
    const scale = 1 / Math.max(1, rows.heads.length);
    const weights = negativeWeights(rows);
    const together = tf.sum(tf.mul(u, v), 1, true);
    const apart = tf.matMul(u, tf.transpose(n));
    const r = tf.sigmoid(tf.neg(together));
    const a = tf.mul(tf.sigmoid(apart), weights) as Tensor2D;
    save([
      tf.mul(tf.sub(tf.matMul(a, n), tf.mul(r, v)), scale),
      tf.mul(tf.mul(r, u), -scale),
      tf.mul(tf.matMul(tf.transpose(a), u), scale),
    ]);
    const value = tf.add(
      tf.sum(minusLogSigmoid(together)),
      tf.sum(tf.mul(weights, minusLogSigmoid(tf.neg(apart)))),
    );
    return {
      value: tf.mul(value, scale),
      gradFunc: (dy: Tensor, kept: Tensor[]) => kept.map((gradient) => tf.mul(gradient, dy)),
    };
  });
  return op(u, v, n);
}

/** -log s(x), for any finite x. */
export function minusLogSigmoid(x: Tensor): Tensor {
  return tf.add(tf.relu(tf.neg(x)), tf.log(tf.add(1, tf.exp(tf.neg(tf.abs(x))))));
}

/** (pairs, Q): Q over the number of negatives that count for the pair, 0 for its own head or tail. */
function negativeWeights({ heads, tails, negatives }: PairRows): Tensor2D {
  const width = negatives.length;
  const weights = new Float32Array(heads.length * width);
  for (let p = 0; p < heads.length; p++) {
    const counts = (k: number): boolean => negatives[k] !== heads[p] && negatives[k] !== tails[p];
    let counted = 0;
    for (let k = 0; k < width; k++) if (counts(k)) counted++;
    for (let k = 0; k < width; k++) if (counts(k)) weights[p * width + k] = width / counted;
  }
  return tf.tensor2d(weights, [heads.length, width]);
}
