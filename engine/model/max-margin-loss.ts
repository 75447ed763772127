/**
 * Max-margin ranking loss (PinSage, Ying et al., KDD 2018, section 3.2, equation 1), its expectation over negatives
 * taken as the mean over the minibatch's shared negatives:
 *
 *   J = mean over pairs p and negatives k of max(0, q_p . n_k - q_p . i_p + margin)
 *
 *   q, i (pairs, d): heads and tails   n (negatives, d)   ->   scalar
 *   with a_pk = [margin violated]:  dq_p = sum_k a_pk (n_k - i_p)   di_p = -q_p sum_k a_pk   dn_k = sum_p a_pk q_p
 *
 * A negative that is the pair's own head or tail is left out of the mean. The gradient is computed along with the
 * value, a slice of pairs at a time, so that memory is bounded whatever the batch.
 */
import { tf } from '../backend/tf.ts';
import type { Tensor, Tensor2D } from '../backend/tf.ts';
import type { Loss } from './objective.ts';

/** Scores held at once, in numbers. */
const SLICE = 1 << 22;

/** Rows of items, as many as the rows of the three matrices: what is equal is left out. */
export interface PairRows {
  readonly heads: Uint32Array;
  readonly tails: Uint32Array;
  readonly negatives: Uint32Array;
}

/** The loss and its terms: the pairs with negatives that count. */
export function maxMarginLoss(q: Tensor2D, i: Tensor2D, n: Tensor2D, rows: PairRows, margin: number): Loss {
  let terms = 0;
  const op = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as (tensors: Tensor[]) => void;
    const pairs = rows.heads.length;
    const step = Math.max(1, Math.floor(SLICE / Math.max(1, rows.negatives.length)));
    const slices: ReturnType<typeof slice>[] = [];
    for (let from = 0; from < pairs; from += step) {
      slices.push(slice(q, i, n, rows, margin, from, Math.min(pairs, from + step)));
    }
    terms = slices.reduce((sum, one) => sum + one.counted, 0);
    const scale = 1 / Math.max(1, terms);
    save([
      tf.mul(joinRows(slices.map((one) => one.dq)), scale),
      tf.mul(joinRows(slices.map((one) => one.di)), scale),
      tf.mul(tf.addN(slices.map((one) => one.dn)), scale),
    ]);
    return {
      value: tf.mul(tf.addN(slices.map((one) => one.sum)), scale),
      gradFunc: (dy: Tensor, kept: Tensor[]) => kept.map((gradient) => tf.mul(gradient, dy)),
    };
  });
  return { loss: op(q, i, n), terms };
}

/** Unscaled sum and gradients of the pairs [from, to). */
function slice(
  q: Tensor2D,
  i: Tensor2D,
  n: Tensor2D,
  rows: PairRows,
  margin: number,
  from: number,
  to: number,
) {
  const qs = tf.slice(q, [from, 0], [to - from, -1]);
  const is = tf.slice(i, [from, 0], [to - from, -1]);
  const { mask, counted } = maskOf(rows, from, to);
  const positive = tf.sum(tf.mul(qs, is), 1, true);
  const violation = tf.add(tf.sub(tf.matMul(qs, tf.transpose(n)), positive), margin);
  const active = tf.mul(tf.step(violation), mask) as Tensor2D;
  const violated = tf.sum(active, 1, true);
  return {
    counted,
    sum: tf.sum(tf.mul(violation, active)),
    dq: tf.sub(tf.matMul(active, n), tf.mul(violated, is)) as Tensor2D,
    di: tf.neg(tf.mul(violated, qs)) as Tensor2D,
    dn: tf.matMul(tf.transpose(active), qs),
  };
}

/** 1 where pair and negative count, 0 where the negative is the pair's own head or tail. */
function maskOf({ heads, tails, negatives }: PairRows, from: number, to: number) {
  const width = negatives.length;
  const mask = new Float32Array((to - from) * width).fill(1);
  let counted = mask.length;
  for (let p = from; p < to; p++) {
    for (let k = 0; k < width; k++) {
      if (negatives[k] !== heads[p] && negatives[k] !== tails[p]) continue;
      mask[(p - from) * width + k] = 0;
      counted--;
    }
  }
  return { mask: tf.tensor2d(mask, [to - from, width]), counted };
}

const joinRows = (parts: Tensor2D[]): Tensor2D => (parts.length === 1 ? parts[0] : tf.concat(parts, 0));
