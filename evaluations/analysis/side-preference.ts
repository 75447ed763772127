import { type Judgement, chosenSide } from './judgement.ts';
import { signTest } from './sign-test.ts';

/** How often each side was chosen, whatever stood there. */
export interface SideCounts {
  left: number;
  right: number;
  equal: number;
}

/** Judgements whose sides are unknown count nowhere, except as "equal". */
export function sideCounts(judgements: readonly Judgement[]): SideCounts {
  const counts = { left: 0, right: 0, equal: 0 };
  for (const judgement of judgements) {
    const side = judgement.preference === 'equal' ? 'equal' : chosenSide(judgement);
    if (side) counts[side]++;
  }
  return counts;
}

/**
 * Sides are dealt at random, so without a preference for a side left and right are equally likely in every
 * decided judgement, whichever model is better: an exact sign test. p is null where nothing was decided.
 */
export function sidePreference(judgements: readonly Judgement[]): SideCounts & { p: number | null } {
  const counts = sideCounts(judgements);
  return { ...counts, p: signTest(counts.left, counts.right) };
}
