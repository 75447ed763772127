/**
 * The max-margin loss as the objective of a training on labelled pairs (PinSage, Ying et al., KDD 2018, equation 1).
 * A pair's negatives are those that the minibatch shares and its own hard ones:
 *
 *   J = (sum over p, k of v(q_p, i_p, n_k) + w sum over p, h of v(q_p, i_p, h_ph)) / (number of (p, k) + w number of (p, h))
 *   v(q, i, n) = max(0, q . n - q . i + margin)
 *
 * With w = 1 all negatives of a pair count alike, as in the paper's expectation over them; so a few hard ones among
 * hundreds weigh little. w is the setting `loss.hardWeight`; 10 did best on the demo's tune split, if by little.
 */
import { gatherRows } from '../backend/gather-rows.ts';
import { tf } from '../backend/tf.ts';
import type { Tensor, Tensor2D } from '../backend/tf.ts';
import type { Positions } from '../sampling/batch.ts';
import { maxMarginLoss } from './max-margin-loss.ts';
import type { PairRows } from './max-margin-loss.ts';
import type { Objective } from './objective.ts';

/** Positions of pairs with hard negatives: pair p has hard[hardIndptr[p] .. hardIndptr[p + 1]). */
interface HardRows {
  readonly hard: Uint32Array;
  readonly hardIndptr: Uint32Array;
}

/** Reads the positions `heads`, `tails`, `negatives`, and `hard` with `hardIndptr` where the batch has them. */
export function maxMargin(margin: number, hardWeight = 1): Objective {
  return {
    parameters: [],
    loss(z, { positions }) {
      const { heads, tails, negatives } = positions as unknown as PairRows;
      const [q, i, n] = [heads, tails, negatives].map((rows) => gatherRows(z, rows));
      const shared = maxMarginLoss(q, i, n, { heads, tails, negatives }, margin);
      const own = hardTriples(positions);
      if (!own) return shared;
      const terms = shared.terms + hardWeight * own.hard.length;
      const violations = tf.sum(hardViolations(z, own, margin));
      return {
        terms,
        loss: tf.add(
          tf.mul(shared.loss, shared.terms / terms),
          tf.mul(violations, hardWeight / terms),
        ) as Tensor,
      };
    },
  };
}

/** Each pair's hard negatives beside its own head and tail; null where there are none. */
export function hardTriples(
  positions: Positions,
): { heads: Uint32Array; tails: Uint32Array; hard: Uint32Array } | null {
  const { heads, tails, hard, hardIndptr } = positions as unknown as PairRows & Partial<HardRows>;
  if (!hard || !hardIndptr || hard.length === 0) return null;
  const owner = new Uint32Array(hard.length);
  for (let p = 0; p < heads.length; p++) owner.fill(p, hardIndptr[p], hardIndptr[p + 1]);
  return { heads: owner.map((p) => heads[p]), tails: owner.map((p) => tails[p]), hard };
}

/** v of each hard negative. */
function hardViolations(
  z: Tensor2D,
  { heads, tails, hard }: { heads: Uint32Array; tails: Uint32Array; hard: Uint32Array },
  margin: number,
): Tensor {
  const [q, i, h] = [heads, tails, hard].map((rows) => gatherRows(z, rows));
  return tf.relu(tf.add(tf.sum(tf.mul(q, tf.sub(h, i)), 1), margin));
}
