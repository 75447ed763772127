import type { Random } from '../../evaluations/random.ts';
import type { Matrix } from './model.ts';

/**
 * Rows of the features for a minibatch, (rows, dims). With `rng`, each value is left out with probability `dropout`
 * and the others are scaled up by 1 / (1 - dropout) (Srivastava et al., 2014), so that inference needs no change.
 */
export function inputRows(
  { data, dims }: Matrix,
  rows: Uint32Array,
  dropout = 0,
  rng?: Random,
): Float32Array {
  const out = new Float32Array(rows.length * dims);
  rows.forEach((row, i) => out.set(data.subarray(row * dims, (row + 1) * dims), i * dims));
  if (rng && dropout > 0) {
    const scale = 1 / (1 - dropout);
    for (let i = 0; i < out.length; i++) out[i] = rng.next() < dropout ? 0 : out[i] * scale;
  }
  return out;
}
