/**
 * How many questions a study needs, by the normal approximation of the sign test (two-sided 5%, 80% power):
 * n = ((z_level / 2 + z_power sqrt(p (1 - p))) / (p - 1/2))^2 decided questions, where p is the share of wins.
 * The exact test moves in steps and finds a little less: 76% at 194 decided questions and p = 0.6, not 80%.
 */
import { Z95 } from '../interval.ts';

/** 80% point of the standard normal distribution. */
const Z80 = 0.8416212335729143;

/**
 * Questions needed, decided and drawn together; not rounded.
 * @param winShare share of wins among decided questions, in (0, 1) and not 1/2
 * @param decidedShare share of questions that end with a winner, in (0, 1]
 * @throws RangeError outside of these
 */
export function questionsNeeded(winShare: number, decidedShare: number): number {
  if (!(winShare > 0 && winShare < 1) || winShare === 0.5) {
    throw new RangeError(`a share of wins of ${winShare} cannot be planned for`);
  }
  if (!(decidedShare > 0 && decidedShare <= 1)) {
    throw new RangeError(`a share of decided questions of ${decidedShare} cannot be planned for`);
  }
  const spread = Z95 / 2 + Z80 * Math.sqrt(winShare * (1 - winShare));
  return (spread / (winShare - 0.5)) ** 2 / decidedShare;
}

/**
 * The smallest share of wins over 1/2 that so many decided questions find in four of five studies: the inverse of
 * `questionsNeeded`. Null where even winning all would not be enough.
 */
export function smallestShareFound(decided: number): number | null {
  if (decided <= 0) return null;
  const z2 = Z80 * Z80;
  const root = Math.sqrt((Z95 * Z95 * decided - (decided + z2) * (Z95 * Z95 - z2)) / 4);
  const beyond = ((Z95 / 2) * Math.sqrt(decided) + root) / (decided + z2);
  return beyond < 0.5 ? 0.5 + beyond : null;
}
