/**
 * "No detectable difference", tested: two one-sided tests at 5% each (Schuirmann 1987) that the share of wins lies
 * less than a margin away from 1/2. Both reject exactly where the 90% interval lies inside of 1/2 +- margin (Westlake
 * 1981); it is that of the share of wins (clustered-share.ts), so that it knows of queries, raters and weights.
 */
import { clusteredInterval } from './clustered-share.ts';
import { NONE_DECIDED, decidedShare } from './share-of-wins.ts';

export interface Equivalence {
  /** The largest difference from 1/2 that is of no account. */
  margin: number;
  /** Shown to be less than the margin; false: not shown, which says nothing against it. Null where nothing is decided. */
  equivalent: boolean | null;
  /** The smallest margin that would have been shown: greater differences of the share from 1/2 are excluded. */
  excluded: number | null;
  reason?: string;
}

export const MARGIN = 0.08;

/** @param of parameters of `shareOfWins` */
export function equivalence(of: Parameters<typeof decidedShare>, margin = MARGIN): Equivalence {
  const found = decidedShare(...of);
  if (!found) return { margin, equivalent: null, excluded: null, reason: NONE_DECIDED };
  const { low, high } = clusteredInterval(found.share, found.variance, 0.95);
  const excluded = Math.max(high - 0.5, 0.5 - low);
  return { margin, equivalent: excluded < margin, excluded };
}
