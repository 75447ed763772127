/**
 * How far the two grades that a rater gives in one question lie apart, as a plan supposes it: a normal difference, rounded
 * to whole grades and kept within the scale of 0 to 3.
 *
 *   D = min(3, max(-3, round(X))),   X ~ N(m, sd^2),   m such that E[D] is the difference of the mean grades
 *
 * The analysis takes the sign of D for the answer to the comparison (`preferenceOfGrades`), so that a rater votes for the
 * first arm where X >= 1/2, for the second where X < -1/2, and else finds the two equal. Rounding adds about 1/12 to the
 * variance (Sheppard): where sd is 1, whole grades differ with a standard deviation of 1.04.
 */
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

export interface GradeDifference {
  /** Mean grade of the better run less that of the other, in [0, 3). */
  difference: number;
  /** Standard deviation of the difference within a question before it is rounded, over all raters and queries; in (0, 5]. */
  differenceSd: number;
}

/** Grades are at most so far apart. */
const GRADE_STEPS = 3;

/** No larger difference is looked for: hardly any grades but 0 and 3 have one. */
export const LARGEST_DIFFERENCE = 2.9;

/** From here on a difference is rounded to a grade. */
export const HALF_GRADE = 0.5;

/**
 * Mean m of the difference before it is rounded, in grades.
 * @throws RangeError for what no grades can have
 */
export function meanBeforeRounding({ difference, differenceSd: sd }: GradeDifference): number {
  if (!(difference >= 0 && difference < GRADE_STEPS)) {
    throw new RangeError(`a difference of ${difference} between mean grades of 0 to 3 cannot be planned for`);
  }
  if (!(sd > 0 && sd <= 5)) {
    throw new RangeError(`a standard deviation of ${sd} grades cannot be planned for`);
  }
  if (difference === 0) return 0;
  let [low, high] = [0, GRADE_STEPS + 10 * sd];
  while (high - low > 1e-12 * (1 + high)) {
    const middle = (low + high) / 2;
    if (meanOfWhole(middle, sd) < difference) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Shares of a rater's answers for the better run and for the other; the rest finds them equal.
 * @throws RangeError for what no grades can have
 */
export function gradeVotes(of: GradeDifference): { win: number; lose: number } {
  const mean = meanBeforeRounding(of);
  return {
    win: normalCdf(mean - HALF_GRADE, 0, of.differenceSd),
    lose: normalCdf(-mean - HALF_GRADE, 0, of.differenceSd),
  };
}

/** E[D]: P(D >= 1) + P(D >= 2) + P(D >= 3), less the same of the other side. */
function meanOfWhole(mean: number, sd: number): number {
  let sum = 0;
  for (let step = 0; step < GRADE_STEPS; step++) {
    const edge = step + HALF_GRADE;
    sum += normalCdf(mean - edge, 0, sd) - normalCdf(-mean - edge, 0, sd);
  }
  return sum;
}
