/**
 * Power of a study of grades whose raters and queries are all alike, by formula: single answers as in
 * grade-difference.ts, outcomes of questions as in agreed-shares.ts, then the exact sign test over the number of questions
 * that happen to be decided (`outcomePower`). Where they differ, clustered-power.ts simulates.
 */
import { agreedShares, type OutcomeShares } from './agreed-shares.ts';
import { type GradeDifference, gradeVotes, LARGEST_DIFFERENCE } from './grade-difference.ts';
import { type Aim, outcomePower, outcomeQuestionsNeeded } from './power.ts';

export interface GradeDesign extends GradeDifference {
  /** Of each question, by different raters; default 1. */
  judgements?: number;
  /** Share of them that must agree; default two thirds. */
  consensus?: number;
}

/** @throws RangeError for what no grades can have */
export function gradeOutcomes({ judgements = 1, consensus = 2 / 3, ...of }: GradeDesign): OutcomeShares {
  return agreedShares(gradeVotes(of), judgements, consensus);
}

/**
 * Questions from which on the power is reached and stays; null where a million are too few.
 * @throws RangeError for what no grades can have, and without a difference
 */
export const gradeQuestionsNeeded = (design: GradeDesign, aim?: Aim): number | null =>
  outcomeQuestionsNeeded(gradeOutcomes(design), aim);

/**
 * The smallest difference of mean grades, to a millionth, that so many questions find with the power that is aimed at;
 * null where even the largest is not found.
 * @throws RangeError for what no grades can have
 */
export function gradeDifferenceFound(
  design: Omit<GradeDesign, 'difference'>,
  questions: number,
  { power = 0.8, level }: Aim = {},
): number | null {
  const reached = (difference: number): boolean =>
    outcomePower(questions, gradeOutcomes({ ...design, difference }), level) >= power;
  let [low, high] = [0, LARGEST_DIFFERENCE];
  if (!reached(high)) return null;
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (reached(middle)) high = middle;
    else low = middle;
  }
  return high;
}
