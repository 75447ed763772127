/**
 * Adam (Kingma & Ba, ICLR 2015, Algorithm 1) on plain arrays:
 *
 *   m = b1 m + (1 - b1) g     v = b2 v + (1 - b2) g^2     p -= rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + eps)
 *
 * The moments are float32 like the parameters, so that a checkpoint holds all there is.
 */
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

export interface Moments {
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** Updates `parameter` and its moments in place. @param step 1 for the first update */
export function adamUpdate(
  parameter: Float32Array,
  gradient: ArrayLike<number>,
  { first, second }: Moments,
  step: number,
  rate: number,
): void {
  const size = rate / (1 - BETA1 ** step);
  const correction = 1 / (1 - BETA2 ** step);
  for (let i = 0; i < parameter.length; i++) {
    const g = gradient[i];
    first[i] = BETA1 * first[i] + (1 - BETA1) * g;
    second[i] = BETA2 * second[i] + (1 - BETA2) * g * g;
    parameter[i] -= (size * first[i]) / (Math.sqrt(second[i] * correction) + EPSILON);
  }
}
