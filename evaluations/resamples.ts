import type { Random } from './random.ts';

export interface BootstrapOptions {
  rng: Random;
  /** Default 1,000. */
  resamples?: number;
}

/**
 * Bootstrap resamples of `count` observations (Efron & Tibshirani 1993, chapter 6).
 * @returns for each resample how often each observation was drawn, float64 (count); the array is used again for the
 * next one
 */
export function* resampled(
  count: number,
  { rng, resamples = 1000 }: BootstrapOptions,
): Generator<Float64Array> {
  const times = new Float64Array(count);
  for (let r = 0; r < resamples; r++) {
    times.fill(0);
    for (let i = 0; i < count; i++) times[rng.below(count)]++;
    yield times;
  }
}
