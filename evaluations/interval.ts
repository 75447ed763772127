/** A value with its 95% interval, `low <= value <= high`. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** 97.5% point of the standard normal distribution. */
export const Z95 = 1.959963984540054;

/**
 * Quantile of ascending `sorted` by linear interpolation (Hyndman & Fan's type 7, NumPy's default).
 * @param p in [0, 1]
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.ceil(at);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}

/** The middle 95% of `draws` (sorted in place), widened where needed to hold `value` itself. */
export function percentileInterval(value: number, draws: Float64Array): Estimate {
  draws.sort();
  return {
    value,
    low: Math.min(value, quantile(draws, 0.025)),
    high: Math.max(value, quantile(draws, 0.975)),
  };
}
