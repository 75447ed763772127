/**
 * Dropout of the vectors between layers (Srivastava et al., 2014): each value is left out with probability `rate`, the
 * others are scaled up by 1 / (1 - rate). As factors, (rows, width), that a layer's input is multiplied by.
 *
 * What is left out of an item depends on (seed, step, layer, item), not on who else is in the minibatch.
 */
import { random } from '../../evaluations/random.ts';

export interface HiddenDropout {
  readonly rate: number;
  /** Length of the vectors. */
  readonly width: number;
}

/** Name, among a batch's positions, of the factors of layer k's input; k > 0, layer 0 reads the features. */
export const hiddenFactors = (layer: number): string => `hidden.${layer}`;

export function hiddenDropout(
  rows: Uint32Array,
  { rate, width }: HiddenDropout,
  at: { readonly seed: number; readonly step: number; readonly layer: number },
): Float32Array {
  const out = new Float32Array(rows.length * width);
  const kept = 1 / (1 - rate);
  rows.forEach((row, i) => {
    const rng = random(at.seed, `hidden|${at.step}|${at.layer}|${row}`);
    for (let j = i * width; j < (i + 1) * width; j++) out[j] = rng.next() < rate ? 0 : kept;
  });
  return out;
}
