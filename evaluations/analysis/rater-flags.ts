/**
 * Signs that a rater did not look: fixed rules, the same for every study. They are reported; nobody is excluded by
 * them.
 */
import type { RaterAgreement } from './rater-agreement.ts';
import type { SideCounts } from './side-preference.ts';
import { signTest } from './sign-test.ts';

export type RaterFlag = 'left-clicker' | 'right-clicker' | 'equal-clicker' | 'random-clicker' | 'too-fast';

/** One side in at least this share of the decided answers, and not by chance. */
const SIDE_SHARE = 0.8;
const SIDE_P = 0.001;
/** "Equal" in at least this share of the answers. */
const EQUAL_SHARE = 0.95;
/** Fewer answers than this say nothing about agreement, speed or a habit of "equal". */
const ENOUGH = 20;
/** Three pictures are not seen in less: half of the answers came faster, in milliseconds. */
const FAST_MS = 500;
/** Of 1,000 raters who choose blindly, 20 agree with the others so much above chance (one-sided normal, 2%). */
const BLIND_Z = 2.0537489106318225;

export function raterFlags(rater: {
  answers: number;
  sides: SideCounts;
  agreement: RaterAgreement;
  /** Whether the other raters agree among themselves; if they do not, nobody can agree with them. */
  othersAgree: boolean;
  medianMs: number | null;
}): RaterFlag[] {
  const { answers } = rater;
  const { left, right, equal } = rater.sides;
  const oneSided = (side: number): boolean =>
    side >= SIDE_SHARE * (left + right) && (signTest(left, right) ?? 1) < SIDE_P;
  const flags: [RaterFlag, boolean][] = [
    ['left-clicker', oneSided(left)],
    ['right-clicker', oneSided(right)],
    ['equal-clicker', answers >= ENOUGH && equal >= EQUAL_SHARE * answers],
    ['random-clicker', rater.othersAgree && isBlind(rater.agreement)],
    ['too-fast', answers >= ENOUGH && rater.medianMs !== null && rater.medianMs < FAST_MS],
  ];
  return flags.filter(([, raised]) => raised).map(([flag]) => flag);
}

/** Whether the agreement could be that of somebody who does not look. */
function isBlind({ shared, observed, byChance }: RaterAgreement): boolean {
  if (observed === null || byChance === null || shared < ENOUGH) return false;
  return observed <= byChance + BLIND_Z * Math.sqrt((byChance * (1 - byChance)) / shared);
}
