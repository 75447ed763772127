/**
 * Power of a study whose raters and queries differ, by simulation (simulate-study.ts): how often a study of this design
 * finds the preference that is there, how many questions it takes, how small a preference it can find. Seeded: the same
 * design gives the same answer. Designs that are compared in a search are given the same raters and queries, so that
 * they differ by their questions alone.
 *
 * `power.ts` and, of grades, `grade-power.ts` have the exact answer for one rater, or raters and queries that are all alike.
 */
import { random } from '../random.ts';
import { outcomeTable, type OutcomeShares } from './agreed-shares.ts';
import { populationOf, votesOf, type ClusteredDesign, type ClusteredStudy } from './clustered-design.ts';
import { type GradeDifference, LARGEST_DIFFERENCE } from './grade-difference.ts';
import { analyseVotes, simulateVotes } from './simulate-study.ts';

/** Means over the studies. */
export interface SimulatedPower extends OutcomeShares {
  /** Share of the studies that preferred the better run. */
  power: number;
}

export interface Effort {
  seed?: number;
  /** Simulated studies; default: about half a second's worth, 200 to 1,000. */
  studies?: number;
}

/** @throws RangeError for what no study can have */
export function clusteredPower(
  design: ClusteredDesign,
  questions: number,
  effort: Effort = {},
): SimulatedPower {
  const { seed = 0, studies = affordable(questions * design.judgements) } = effort;
  const population = populationOf(design);
  const { level = 0.05, consensus = 2 / 3, judgements } = design;
  const outcomes = outcomeTable(judgements, consensus);
  const sum = { power: 0, win: 0, lose: 0, draw: 0, inconclusive: 0 };
  for (let study = 0; study < studies; study++) {
    const votes = simulateVotes(population, questions, random(seed, `power|${study}`));
    const found = analyseVotes(votes, population, outcomes);
    sum.power += Number(found.p !== null && found.p < level && found.win > found.lose && found.low! > 0.5);
    for (const of of ['win', 'lose', 'draw', 'inconclusive'] as const) sum[of] += found[of] / questions;
  }
  const share = (total: number): number => total / studies;
  return {
    ...{ power: share(sum.power), win: share(sum.win), lose: share(sum.lose) },
    ...{ draw: share(sum.draw), inconclusive: share(sum.inconclusive) },
  };
}

/** No study has more. */
const MOST_QUESTIONS = 5000;

/**
 * Questions that reach the power, to about 5% of them; null where 5,000 do not, as a rule because so few raters do not
 * speak for others.
 * @throws RangeError for what no study can have
 */
export function clusteredQuestionsNeeded(
  design: ClusteredDesign,
  { power = 0.8, ...effort }: Search = {},
): number | null {
  const { win, lose } = votesOf(design);
  if (!(win > lose)) throw new RangeError('there is no difference to find');
  if (!(power > 0 && power < 1)) throw new RangeError(`a power of ${power} cannot be planned for`);
  const reached = (questions: number): number =>
    clusteredPower(design, questions, { studies: 200, ...effort }).power;
  const share = win / (win + lose);
  // A cheap look first: few raters who differ much speak for nobody else, however much they are asked.
  if (clusteredPower(design, MOST_QUESTIONS, { ...effort, studies: 50 }).power < power - 0.2) return null;
  let low = 5;
  let high = Math.min(MOST_QUESTIONS, Math.max(8, Math.ceil(0.5 / (share - 0.5) ** 2)));
  while (reached(high) < power) {
    if (high >= MOST_QUESTIONS) return null;
    low = high;
    high = Math.min(MOST_QUESTIONS, Math.ceil(high * 1.6));
  }
  while (high - low > Math.max(1, 0.04 * low)) {
    const middle = Math.round((low + high) / 2);
    if (reached(middle) < power) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * The smallest share of wins among single decided judgements that so many questions find with this power, to about half
 * a point; null where even 99% would not be found.
 * @param equal share of "equal" among the judgements
 */
export function clusteredShareFound(
  { equal, ...study }: ClusteredStudy & { equal: number },
  questions: number,
  search: Search = {},
): number | null {
  const of = (share: number): ClusteredDesign => ({
    ...study,
    ...{ win: share * (1 - equal), lose: (1 - share) * (1 - equal) },
  });
  return smallestFound(of, [0.5, 0.99], 0.005, questions, search);
}

/**
 * The smallest difference of mean grades that so many questions find with this power, to about a hundredth of a grade; null
 * where even the largest is not found.
 */
export function clusteredDifferenceFound(
  study: ClusteredStudy & Pick<GradeDifference, 'differenceSd'>,
  questions: number,
  search: Search = {},
): number | null {
  const of = (difference: number): ClusteredDesign => ({ ...study, difference });
  return smallestFound(of, [0, LARGEST_DIFFERENCE], 0.01, questions, search);
}

type Search = Effort & { power?: number };

/** Halves what lies between the two until it is no longer than `step`. */
function smallestFound(
  of: (effect: number) => ClusteredDesign,
  [low, high]: [number, number],
  step: number,
  questions: number,
  { power = 0.8, ...effort }: Search,
): number | null {
  const reached = (effect: number): number =>
    clusteredPower(of(effect), questions, { studies: 200, ...effort }).power;
  if (reached(high) < power) return null;
  while (high - low > step) {
    const middle = (low + high) / 2;
    if (reached(middle) < power) low = middle;
    else high = middle;
  }
  return high;
}

/** As many studies as some five million votes make. */
const affordable = (votes: number): number => Math.min(1000, Math.max(200, Math.floor(5e6 / votes)));
