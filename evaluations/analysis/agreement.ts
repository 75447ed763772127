/**
 * Agreement of raters beyond chance, for nominal answers.
 *
 * Krippendorff's alpha (Krippendorff 2004, chapter 11): 1 - observed / expected disagreement, over the questions with
 * two judgements or more; takes any number of judgements per question.
 * Fleiss' kappa (Fleiss 1971): (P - Pe) / (1 - Pe); needs the same number of judgements of each question, so the
 * questions with the most common number (2 or more) are taken.
 *
 * Intervals: percentile bootstrap over questions, widened to hold the estimate.
 */
import { percentileInterval } from '../interval.ts';
import { type BootstrapOptions, resampled } from '../resamples.ts';
import { type Uncertain, undefinedBecause } from './uncertain.ts';

/** For each question, how many raters gave each answer: (questions, answers). */
export type Counts = readonly (readonly number[])[];

const TOO_FEW = 'no question has two judgements or more, so nobody could agree or disagree';
const ALL_SAME = 'all judgements are the same answer, so agreement cannot be told from habit';

export function krippendorffAlpha(counts: Counts, options: BootstrapOptions): Uncertain {
  return withInterval(
    counts.filter((votes) => total(votes) >= 2),
    alpha,
    options,
  );
}

export function fleissKappa(counts: Counts, options: BootstrapOptions): Uncertain {
  const raters = mostCommon(counts.map(total).filter((judgements) => judgements >= 2));
  return withInterval(
    counts.filter((votes) => total(votes) === raters),
    kappa,
    options,
  );
}

interface Unit {
  votes: readonly number[];
  raters: number;
  /** Ordered pairs of judgements that differ. */
  unlike: number;
}

/** A statistic of units of which unit i is taken `times[i]` times; NaN where it is undefined. */
type Statistic = (units: readonly Unit[], times: ArrayLike<number>) => number;

const alpha: Statistic = (units, times) => {
  const pooled = pool(units, times);
  let observed = 0;
  units.forEach(({ unlike, raters }, i) => (observed += (times[i] * unlike) / (raters - 1)));
  return 1 - ((total(pooled) - 1) * observed) / unlikePairs(pooled);
};

const kappa: Statistic = (units, times) => {
  const pooled = pool(units, times);
  const n = total(pooled);
  let unlikeOfAll = 0;
  units.forEach(({ unlike }, i) => (unlikeOfAll += times[i] * unlike));
  const agreement = 1 - unlikeOfAll / (n * (units[0].raters - 1));
  const byChance = 1 - unlikePairs(pooled) / (n * n);
  return (agreement - byChance) / (1 - byChance);
};

function withInterval(counts: Counts, statistic: Statistic, options: BootstrapOptions): Uncertain {
  if (counts.length === 0) return undefinedBecause(TOO_FEW);
  const units = unitsOf(counts);
  if (!varies(units)) return undefinedBecause(ALL_SAME);
  const value = statistic(units, once(units));
  if (units.length === 1) return { ...undefinedBecause('one question is too few for an interval'), value };
  const draws: number[] = [];
  for (const times of resampled(units.length, options)) {
    const draw = statistic(units, times);
    // A resample in which all answers are the same has no statistic and says nothing about its spread.
    if (Number.isFinite(draw)) draws.push(draw);
  }
  return percentileInterval(value, Float64Array.from(draws));
}

const unitsOf = (counts: Counts): Unit[] =>
  counts.map((votes) => ({ votes, raters: total(votes), unlike: unlikePairs(votes) }));

const once = (units: readonly Unit[]): Float64Array => new Float64Array(units.length).fill(1);

/** Whether more than one answer was given. */
const varies = (units: readonly Unit[]): boolean => unlikePairs(pool(units, once(units))) > 0;

/** n^2 minus the sum of squares. */
const unlikePairs = (votes: readonly number[]): number =>
  total(votes) ** 2 - votes.reduce((sum, count) => sum + count * count, 0);

const total = (votes: readonly number[]): number => votes.reduce((sum, count) => sum + count, 0);

function pool(units: readonly Unit[], times: ArrayLike<number>): number[] {
  const pooled = new Array<number>(units[0].votes.length).fill(0);
  units.forEach(({ votes }, i) => votes.forEach((count, answer) => (pooled[answer] += times[i] * count)));
  return pooled;
}

/** The most common of `numbers`, the larger one of two that are as common; 0 of none. */
function mostCommon(numbers: readonly number[]): number {
  const times = new Map<number, number>();
  for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
  return [...times].sort(([a, timesA], [b, timesB]) => timesB - timesA || b - a)[0]?.[0] ?? 0;
}
