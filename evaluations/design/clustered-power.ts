/**
 * Power of a study whose raters and queries differ, by simulation (simulate-study.ts): how often a study of this design
 * finds the preference that is there, how many questions it takes, how small a preference it can find. Seeded: the same
 * design gives the same answer. Designs that are compared in a search are given the same raters and queries, so that
 * they differ by their questions alone.
 *
 * `power.ts` has the exact answer for one rater, or raters and queries that are all alike.
 */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { random } from '../random.ts';
import { analyseVotes, outcomeTable, simulateVotes } from './simulate-study.ts';

export interface ClusteredDesign {
  /** How single judgements fall, over all raters and queries: shares for the better run and for the other. */
  win: number;
  lose: number;
  raters: number;
  /** By different raters, of each question. */
  judgements: number;
  /** Standard deviations of the raters' tastes and of the queries' leanings, in log odds. */
  raterSd: number;
  querySd: number;
  /** Share of the judgements that must agree; default two thirds. */
  consensus?: number;
  /** Chance of a preference that is not there; divide it by the pairs of runs where there are several. Default 0.05. */
  level?: number;
}

export interface SimulatedPower {
  /** Share of the studies that preferred the better run. */
  power: number;
  /** Means over the studies, as shares of the questions. */
  win: number;
  lose: number;
  draw: number;
  inconclusive: number;
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
  const outcomes = outcomeTable(population);
  const { level = 0.05 } = design;
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
  { power = 0.8, ...effort }: Effort & { power?: number } = {},
): number | null {
  const { win, lose } = design;
  if (!(win > lose)) throw new RangeError('there is no difference to find');
  if (!(power > 0 && power < 1)) throw new RangeError(`a power of ${power} cannot be planned for`);
  const reached = (questions: number): number =>
    clusteredPower(design, questions, { studies: 200, ...effort }).power;
  const share = win / (win + lose);
  // A cheap look first: few raters who differ much speak for nobody else, however much they are asked.
  if (clusteredPower(design, MOST_QUESTIONS, { ...effort, studies: 50 }).power < power - 0.2) return null;
  let low = 5;
  let high = Math.max(8, Math.ceil(0.5 / (share - 0.5) ** 2));
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
  design: Omit<ClusteredDesign, 'win' | 'lose'> & { equal: number },
  questions: number,
  { power = 0.8, ...effort }: Effort & { power?: number } = {},
): number | null {
  const { equal, ...rest } = design;
  const reached = (share: number): number => {
    const [win, lose] = [share * (1 - equal), (1 - share) * (1 - equal)];
    return clusteredPower({ ...rest, win, lose }, questions, { studies: 200, ...effort }).power;
  };
  let [low, high] = [0.5, 0.99];
  if (reached(high) < power) return null;
  while (high - low > 0.005) {
    const middle = (low + high) / 2;
    if (reached(middle) < power) low = middle;
    else high = middle;
  }
  return high;
}

/** As many studies as some five million votes make. */
const affordable = (votes: number): number => Math.min(1000, Math.max(200, Math.floor(5e6 / votes)));

function populationOf({
  win,
  lose,
  raters,
  judgements,
  raterSd,
  querySd,
  consensus = 2 / 3,
}: ClusteredDesign) {
  if (!(win > 0 && lose > 0 && win + lose <= 1 + 1e-9)) {
    throw new RangeError(`shares of ${win} and ${lose} cannot be planned for`);
  }
  if (!(
    Number.isInteger(judgements) &&
    judgements >= 1 &&
    Number.isInteger(raters) &&
    raters >= judgements
  )) {
    throw new RangeError(`${raters} raters cannot give ${judgements} judgements of each question`);
  }
  if (!(raterSd >= 0 && raterSd <= 5 && querySd >= 0 && querySd <= 5)) {
    throw new RangeError('standard deviations of raters and queries lie between 0 and 5, in log odds');
  }
  const middle = middleOf(win / (win + lose), Math.hypot(raterSd, querySd));
  return { middle, equal: Math.max(0, 1 - win - lose), raters, judgements, raterSd, querySd, consensus };
}

/** Log odds around which normal ones of this spread give, on average, the share. */
export function middleOf(share: number, spread: number): number {
  const mean = (middle: number): number => {
    let sum = 0;
    // Means of a normal distribution's 400 parts of equal weight.
    for (let i = 0; i < 400; i++) sum += 1 / (1 + Math.exp(-middle - spread * NORMAL[i]));
    return sum / 400;
  };
  let [low, high] = [-30, 30];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (mean(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const NORMAL = Float64Array.from({ length: 400 }, (_, i) => normalQuantile((i + 0.5) / 400, 0, 1));
