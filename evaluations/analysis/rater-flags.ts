/**
 * Signs that a rater did not look: fixed rules, the same for every study. They are reported; they exclude somebody only
 * where the study's own rule says so (exclude-raters.ts).
 */
import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import type { RaterAgreement } from './rater-agreement.ts';
import type { SideCounts } from './side-preference.ts';
import { signTest } from './sign-test.ts';

export const RATER_FLAGS = [
  'left-clicker',
  'right-clicker',
  'equal-clicker',
  'random-clicker',
  'too-fast',
  'fails-gold',
  'contradicts-self',
] as const;
export type RaterFlag = (typeof RATER_FLAGS)[number];

/** One side in at least this share of the decided answers, and not by chance. */
const SIDE_SHARE = 0.8;
const SIDE_P = 0.001;
/** "Equal" in at least this share of the answers. */
const EQUAL_SHARE = 0.95;
/** Fewer answers than this say nothing about agreement, speed or a habit of "equal". */
const ENOUGH = 20;
/** Three pictures are not seen in less: half of the answers came faster, in milliseconds. */
const FAST_MS = 500;
/** Exact one-sided binomial tests at 1%: who knows three of four gold questions, who says the same every other time. */
const KNOWN_P = 0.01;
const GOLD_SHARE = 0.75;
const SAME_SHARE = 0.5;
/** Of 1,000 raters who choose blindly, 20 agree with the others so much above chance (normal, 2%). */
const BLIND_Z = 2.0537489106318225;
/** Of 1,000 raters who look as the others do, 40 agree so much less with them (normal, 4%). */
const LOOKING_Z = 1.7506860712521692;

export function raterFlags(rater: {
  answers: number;
  sides: SideCounts;
  agreement: RaterAgreement;
  /** How far above chance the others agree among themselves; null where they are fewer than two. */
  othersAboveChance: number | null;
  medianMs: number | null;
  /** Questions with a known answer, and those shown again that were answered as before. */
  gold?: Counted;
  same?: Counted;
}): RaterFlag[] {
  const { answers, gold, same } = rater;
  const { left, right, equal } = rater.sides;
  const oneSided = (side: number): boolean =>
    side >= SIDE_SHARE * (left + right) && (signTest(left, right) ?? 1) < SIDE_P;
  const flags: [RaterFlag, boolean][] = [
    ['left-clicker', oneSided(left)],
    ['right-clicker', oneSided(right)],
    ['equal-clicker', answers >= ENOUGH && equal >= EQUAL_SHARE * answers],
    ['random-clicker', isBlind(rater.agreement, rater.othersAboveChance)],
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

/**
 * Whether the agreement could be that of somebody who does not look, and could not be that of somebody who looks as
 * the others do. Where the others hardly agree among themselves the two cannot be told apart, and nobody is flagged.
 */
function isBlind(
  { shared, observed, byChance, deviation }: RaterAgreement,
  othersAboveChance: number | null,
): boolean {
  if (observed === null || byChance === null || othersAboveChance === null || shared < ENOUGH) return false;
  const above = observed - byChance;
  return above < BLIND_Z * deviation && above < othersAboveChance - LOOKING_Z * deviation;
}
