/**
 * Signs that a rater did not look: fixed rules, the same for every study. They are reported; they exclude somebody only
 * where the study's own rule says so (exclude-raters.ts).
 */
import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import type { RaterFlag } from '../design/rater-flag.ts';
import { type Evidence, isBlind } from './blindness.ts';
import type { SideCounts } from './side-preference.ts';
import { signTest } from './sign-test.ts';

/** One side in at least this share of the decided answers, and not by chance. */
const SIDE_SHARE = 0.8;
const SIDE_P = 0.001;
/** "Equal" in at least this share of the answers. */
const EQUAL_SHARE = 0.95;
/** Fewer answers than this say nothing about speed or a habit of "equal". */
const ENOUGH = 20;
/** Three pictures are not seen in less: half of the answers came faster, in milliseconds. */
const FAST_MS = 500;
/** Exact one-sided binomial tests at 1%: who knows three of four gold questions, who says the same every other time. */
const KNOWN_P = 0.01;
const GOLD_SHARE = 0.75;
const SAME_SHARE = 0.5;

export function raterFlags(rater: {
  answers: number;
  sides: SideCounts;
  medianMs: number | null;
  /** Questions with a known answer, and those shown again that were answered as before. */
  gold?: Counted;
  same?: Counted;
  /** Of not looking (rater-evidence.ts). */
  evidence: readonly Evidence[];
}): RaterFlag[] {
  const { answers, gold, same } = rater;
  const { left, right, equal } = rater.sides;
  const oneSided = (side: number): boolean =>
    side >= SIDE_SHARE * (left + right) && (signTest(left, right) ?? 1) < SIDE_P;
  const flags: [RaterFlag, boolean][] = [
    ['left-clicker', oneSided(left)],
    ['right-clicker', oneSided(right)],
    ['equal-clicker', answers >= ENOUGH && equal >= EQUAL_SHARE * answers],
    ['random-clicker', isBlind(rater.evidence)],
    ['too-fast', answers >= ENOUGH && rater.medianMs !== null && rater.medianMs < FAST_MS],
    ['fails-gold', tooFew(gold, GOLD_SHARE)],
    ['contradicts-self', tooFew(same, SAME_SHARE)],
  ];
  return flags.filter(([, raised]) => raised).map(([flag]) => flag);
}

export interface Counted {
  count: number;
  of: number;
}

/** Whether fewer were counted than chance explains where the share is `share` or more. */
const tooFew = (counted: Counted | undefined, share: number): boolean =>
  counted !== undefined && counted.of > 0 && binomialCdf(counted.count, counted.of, share) < KNOWN_P;
