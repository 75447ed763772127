import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';

/**
 * Exact two-sided sign test: how likely a split at least as uneven as `wins` to `losses` is when both are equally
 * likely. Twice the smaller tail of Binomial(wins + losses, 1/2), at most 1.
 * @returns p, or null where nothing was decided
 */
export function signTest(wins: number, losses: number): number | null {
  const decided = wins + losses;
  if (decided === 0) return null;
  return Math.min(1, 2 * binomialCdf(Math.min(wins, losses), decided, 0.5));
}
