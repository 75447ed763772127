import { Z95 } from '../interval.ts';
import type { Estimate } from '../interval.ts';

/**
 * Wilson's score interval (Wilson 1927; Brown, Cai & DasGupta 2001 recommend it for its coverage near the nominal
 * level at small counts, where Clopper-Pearson covers too much).
 * @param share of successes among `n` independent trials; `n` need not be whole
 * @param z quantile of the distribution, 97.5% of the standard normal by default
 */
export function wilson(share: number, n: number, z = Z95): Estimate {
  const z2 = z * z;
  const centre = (n * share + z2 / 2) / (n + z2);
  const margin = (z / (n + z2)) * Math.sqrt(n * share * (1 - share) + z2 / 4);
  // At 0 and 1 an end of the interval is 0 or 1 exactly, which rounding would miss.
  return { value: share, low: share === 0 ? 0 : centre - margin, high: share === 1 ? 1 : centre + margin };
}
