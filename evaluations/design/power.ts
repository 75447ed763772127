/**
 * How many questions a study needs so that the exact two-sided sign test finds a preference (by default: at 5%, in
 * four of five studies). With n decided questions the test finds the preferred run where the other one wins at most c of them, c
 * the largest count with 2 P(Binomial(n, 1/2) <= c) < level; so the power is P(Binomial(n, 1 - p) <= c), where p is
 * the share of wins. It moves in steps: one question more can find less, so `decidedNeeded` is the count from which
 * on the power stays.
 *
 * The normal approximation that is used for tables (Lachin 1981) lies a little lower: it promises 80% at 194 decided
 * questions and p = 0.6, where the test finds 76%.
 * Draws and questions without agreement are a share that is given; that it varies from study to study is left out, but in
 * `outcomePower` and `outcomeQuestionsNeeded`, where the number of decided questions is binomial.
 */
import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

/** What a study is to reach. */
export interface Aim {
  /** Chance of finding a preference that is there, in (0, 1); default 0.8. */
  power?: number;
  /** Chance of finding one that is not, in (0, 1); default 0.05. */
  level?: number;
}

const LEVEL = 0.05;
const POWER = 0.8;

/**
 * Chance that the sign test finds the run that is preferred.
 * @param decided questions with a winner, a whole number
 * @param winShare share of wins of the preferred run, in [1/2, 1]
 */
export function signTestPower(decided: number, winShare: number, level = LEVEL): number {
  const most = mostLosses(decided, level);
  return most === null ? 0 : binomialCdf(most, decided, 1 - winShare);
}

/**
 * Decided questions from which on the power is reached and stays.
 * @param winShare share of wins among decided questions, in (0, 1) and not 1/2
 * @throws RangeError outside of these
 */
export function decidedNeeded(winShare: number, aim: Aim = {}): number {
  const { power = POWER, level } = aim;
  const formula = questionsByFormula(winShare, 1, aim);
  const share = Math.max(winShare, 1 - winShare);
  // The steps of the power span some 1 / (share - 1/2) questions, which is where the formula can be wrong.
  let decided = Math.ceil(formula + 20 + 10 / (share - 0.5));
  while (signTestPower(decided - 1, share, level) >= power) decided--;
  return decided;
}

/**
 * Questions needed, decided and drawn together.
 * @param winShare share of wins among decided questions, in (0, 1) and not 1/2
 * @param decidedShare share of questions that end with a winner, in (0, 1]
 * @throws RangeError outside of these
 */
export function questionsNeeded(winShare: number, decidedShare: number, aim?: Aim): number {
  checkDecided(decidedShare);
  return Math.ceil(decidedNeeded(winShare, aim) / decidedShare);
}

/**
 * The same by the normal approximation n = ((z_level / 2 + z_power sqrt(p (1 - p))) / (p - 1/2))^2; not rounded.
 * @throws RangeError like `questionsNeeded`
 */
export function questionsByFormula(
  winShare: number,
  decidedShare: number,
  { power = POWER, level = LEVEL }: Aim = {},
): number {
  if (!(winShare > 0 && winShare < 1) || winShare === 0.5) {
    throw new RangeError(`a share of wins of ${winShare} cannot be planned for`);
  }
  checkDecided(decidedShare);
  if (!(power > 0 && power < 1 && level > 0 && level < 1)) {
    throw new RangeError(`a power of ${power} at a level of ${level} cannot be planned for`);
  }
  const z = (p: number): number => normalQuantile(p, 0, 1);
  const spread = z(1 - level / 2) / 2 + z(power) * Math.sqrt(winShare * (1 - winShare));
  return (spread / (winShare - 0.5)) ** 2 / decidedShare;
}

/**
 * The smallest share of wins over 1/2 that so many decided questions find with the power that is aimed at. Null where
 * even winning all would not be enough: at 5% with fewer than six.
 * @param decided questions with a winner, a whole number
 */
export function smallestShareFound(
  decided: number,
  { power = POWER, level = LEVEL }: Aim = {},
): number | null {
  if (mostLosses(decided, level) === null) return null;
  let [low, high] = [0.5, 1];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (signTestPower(decided, middle, level) >= power) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * Chance that the sign test finds the better run in so many questions, each of which is won or lost with these chances.
 * @param questions decided or not, a whole number
 * @param win at least as much as `lose`
 */
export function outcomePower(questions: number, { win, lose }: Chances, level = LEVEL): number {
  const decided = win + lose;
  if (decided === 0) return 0;
  return overDecided(questions, decided, (n) => signTestPower(n, win / decided, level));
}

/** Of one question, that the better run wins and that it loses. */
interface Chances {
  win: number;
  lose: number;
}

const MOST_NEEDED = 1e6;

/**
 * Questions from which on `outcomePower` is reached and stays; null where a million are too few.
 * @throws RangeError where there is no difference to find
 */
export function outcomeQuestionsNeeded({ win, lose }: Chances, aim: Aim = {}): number | null {
  if (!(win > lose)) throw new RangeError('there is no difference to find');
  const { power = POWER, level = LEVEL } = aim;
  const [decided, share] = [win + lose, Math.min(win / (win + lose), 0.999)];
  const known = new Map<number, number>();
  const powerOf = (n: number): number => {
    const found = known.get(n) ?? signTestPower(n, win / decided, level);
    known.set(n, found);
    return found;
  };
  const reached = (questions: number): boolean => overDecided(questions, decided, powerOf) >= power;
  // As in `decidedNeeded`, down from where the steps of the power are passed.
  let questions = Math.ceil(questionsByFormula(share, decided, aim) + (20 + 10 / (share - 0.5)) / decided);
  while (questions <= MOST_NEEDED && !reached(questions)) questions = Math.ceil(1.1 * questions);
  if (questions > MOST_NEEDED) return null;
  while (questions > 1 && reached(questions - 1)) questions--;
  return questions;
}

/** Mean of a function of the number of decided questions, which is binomial; what weighs less than 1e-12 of most is left out. */
function overDecided(questions: number, share: number, of: (decided: number) => number): number {
  const mode = Math.min(questions, Math.floor((questions + 1) * share));
  const odds = share / (1 - share);
  let [weights, sum] = [1, of(mode)];
  const add = (decided: number, weight: number): void => {
    weights += weight;
    sum += weight * of(decided);
  };
  for (let n = mode, weight = 1; n > 0 && weight > 1e-12; add(n, weight)) {
    weight *= n / (questions - n + 1) / odds;
    n--;
  }
  for (let n = mode, weight = 1; n < questions && weight > 1e-12; add(n, weight)) {
    weight *= ((questions - n) / (n + 1)) * odds;
    n++;
  }
  return sum / weights;
}

/** The most losses with which the test still finds a preference; null where no split is uneven enough. */
function mostLosses(decided: number, level: number): number | null {
  const found = (losses: number): boolean => 2 * binomialCdf(losses, decided, 0.5) < level;
  if (decided < 1 || !found(0)) return null;
  // The normal approximation is a step or two away.
  const near = decided / 2 + (normalQuantile(level / 2, 0, 1) * Math.sqrt(decided)) / 2;
  let losses = Math.max(0, Math.floor(near));
  while (found(losses + 1)) losses++;
  while (!found(losses)) losses--;
  return losses;
}

function checkDecided(share: number): void {
  if (!(share > 0 && share <= 1)) {
    throw new RangeError(`a share of decided questions of ${share} cannot be planned for`);
  }
}
