/**
 * Rows of the features, (rows, F). In training each value is left out with probability `rate` and the others are
 * scaled up by 1 / (1 - rate) (Srivastava et al., 2014), so that inference needs no change.
 *
 * What is left out of an item depends on (seed, step, item), not on who else is in the minibatch.
 */
import { random } from '../../evaluations/random.ts';

export interface Dropout {
  readonly rate: number;
  readonly seed: number;
  readonly step: number;
}

export function gatherFeatures(
  { data, dims }: { readonly data: Float32Array; readonly dims: number },
  rows: Uint32Array,
  dropout?: Dropout,
): Float32Array {
  const out = new Float32Array(rows.length * dims);
  rows.forEach((row, i) => out.set(data.subarray(row * dims, (row + 1) * dims), i * dims));
  if (!dropout || dropout.rate === 0) return out;
  const { rate, seed, step } = dropout;
  const scale = 1 / (1 - rate);
  rows.forEach((row, i) => {
    const rng = random(seed, `dropout|${step}|${row}`);
    for (let at = i * dims; at < (i + 1) * dims; at++) out[at] = rng.next() < rate ? 0 : out[at] * scale;
  });
  return out;
}
