import { type Estimate, Z95 } from '../interval.ts';

/**
 * 95% interval from the jackknife's standard error (Efron & Tibshirani 1993, equation 11.5) and the normal
 * distribution.
 * @param value the statistic of all n observations
 * @param withoutEach the statistic without observation i, for each i
 */
export function jackknifeInterval(value: number, withoutEach: ArrayLike<number>): Estimate {
  const n = withoutEach.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += withoutEach[i] / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (withoutEach[i] - mean) ** 2;
  const margin = Z95 * Math.sqrt(((n - 1) / n) * squares);
  return { value, low: value - margin, high: value + margin };
}
