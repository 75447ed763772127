/** A study that is planned: who judges what, and the difference that is there to be found, in the unit of its trials. */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { type GradeDifference, gradeVotes, meanBeforeRounding } from './grade-difference.ts';
import { choiceBetween, comparedGrades, type Population } from './simulate-study.ts';

/** How single judgements fall, over all raters and queries: shares for the better run and for the other. */
export interface VoteShares {
  win: number;
  lose: number;
}

export interface ClusteredStudy {
  raters: number;
  /** By different raters, of each question. */
  judgements: number;
  /**
   * Standard deviations of the raters' tastes and of the queries' leanings: in log odds of a vote where shares are planned
   * for, in grades where a difference of grades is, of whose standard deviation they are a part.
   */
  raterSd: number;
  querySd: number;
  /** Share of the judgements that must agree; default two thirds. */
  consensus?: number;
  /** Chance of a preference that is not there; divide it by the pairs of runs where there are several. Default 0.05. */
  level?: number;
}

/** With shares of the votes for pairs and lists, with a difference of mean grades for grades. */
export type ClusteredDesign = ClusteredStudy & (VoteShares | GradeDifference);

/** @throws RangeError for what no study can have */
export const votesOf = (design: ClusteredDesign): VoteShares =>
  'difference' in design ? gradeVotes(design) : design;

/** @throws RangeError for what no study can have */
export function populationOf(design: ClusteredDesign): Population {
  const { raters, judgements, raterSd, querySd } = design;
  if (!(
    Number.isInteger(judgements) &&
    judgements >= 1 &&
    Number.isInteger(raters) &&
    raters >= judgements
  )) {
    throw new RangeError(`${raters} raters cannot give ${judgements} judgements of each question`);
  }
  const between = Math.hypot(raterSd, querySd);
  const preference = 'difference' in design ? ofGrades(design, between) : ofShares(design, between);
  return { ...preference, raters, judgements, raterSd, querySd };
}

type Preference = Pick<Population, 'middle' | 'answer'>;

function ofGrades(design: ClusteredStudy & GradeDifference, between: number): Preference {
  const middle = meanBeforeRounding(design);
  const { raterSd, querySd, differenceSd: sd } = design;
  if (!(raterSd >= 0 && querySd >= 0 && between < sd)) {
    throw new RangeError(
      `standard deviations of raters and queries are 0 or more and, squared, make less than that of the difference, ${sd} grades`,
    );
  }
  return { middle, answer: comparedGrades(Math.sqrt(sd ** 2 - between ** 2)) };
}

function ofShares({ win, lose, raterSd, querySd }: ClusteredStudy & VoteShares, between: number): Preference {
  if (!(win > 0 && lose > 0 && win + lose <= 1 + 1e-9)) {
    throw new RangeError(`shares of ${win} and ${lose} cannot be planned for`);
  }
  if (!(raterSd >= 0 && raterSd <= 5 && querySd >= 0 && querySd <= 5)) {
    throw new RangeError('standard deviations of raters and queries lie between 0 and 5, in log odds');
  }
  const middle = middleOf(win / (win + lose), between);
  return { middle, answer: choiceBetween(Math.max(0, 1 - win - lose)) };
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
