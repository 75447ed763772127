/**
 * Cross-entropy over labelled pairs with sampled negatives, what `mean-pooling-xent` learns by. PinSage (Ying et al.,
 * KDD 2018, section 4.1) takes it from GraphSAGE (Hamilton et al., NeurIPS 2017, equation 1): a pair should be told
 * from pairs with random items. s = sigmoid, Q = number of shared negatives:
 *
 *   J = mean over pairs p of  -log s(q_p . i_p) - Q mean over k of log s(-q_p . n_k) - w sum over h of log s(-q_p . h_ph)
 *
 * n_k are the minibatch's shared negatives and h_ph the pair's own hard ones, if the run has any; w is the setting
 * `loss.hardWeight`. The terms of the mean are the pairs.
 */
import { gatherRows } from '../backend/gather-rows.ts';
import { tf } from '../backend/tf.ts';
import { hardTriples } from './max-margin.ts';
import type { PairRows } from './max-margin-loss.ts';
import type { Objective } from './objective.ts';
import { minusLogSigmoid, walkLoss } from './walk-loss.ts';

/** Reads the positions `heads`, `tails`, `negatives`, and `hard` with `hardIndptr` where the batch has them. */
export function crossEntropy(hardWeight = 1): Objective {
  return {
    parameters: [],
    loss(z, { count, positions }) {
      const { heads, tails, negatives } = positions as unknown as PairRows;
      const [q, i, n] = [heads, tails, negatives].map((rows) => gatherRows(z, rows));
      const shared = walkLoss(q, i, n, { heads, tails, negatives });
      const own = hardTriples(positions);
      if (!own) return { loss: shared, terms: count };
      const [u, h] = [own.heads, own.hard].map((rows) => gatherRows(z, rows));
      const apart = tf.sum(minusLogSigmoid(tf.neg(tf.sum(tf.mul(u, h), 1))));
      return { loss: tf.add(shared, tf.mul(apart, hardWeight / Math.max(1, count))), terms: count };
    },
  };
}
