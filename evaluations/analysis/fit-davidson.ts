/** Maximum of the likelihood of covariates.ts by Newton's method, with its covariance. */
import type { CovariateVote } from './covariates.ts';
import { solve } from './linear-system.ts';

export interface Fitted {
  /** Strengths of the models, effects of the covariates, log v where somebody drew. */
  at: Float64Array;
  covariance: Float64Array[];
}

const STEPS = 100;
/** Further than this no data take a maximum: odds of exp(30) by one standard deviation of a covariate. */
const FAR = 15;

/** @returns null where there is no maximum, or more than one */
export function fitDavidson(
  votes: readonly CovariateVote[],
  models: readonly string[],
  covariates: number,
): Fitted | null {
  const drawn = votes.some(({ preference }) => preference === 'equal');
  const scales = Array.from({ length: covariates }, (_, k) =>
    Math.sqrt(votes.reduce((sum, vote) => sum + vote.covariates[k] ** 2, 0) / votes.length),
  );
  const index = new Map(models.map((model, i) => [model, i]));
  const size = models.length + covariates + (drawn ? 1 : 0);
  const terms = votes.map((vote) => termsOf(vote, index, scales, drawn));
  const at = new Float64Array(size);
  try {
    for (let step = 0; step < STEPS; step++) {
      const { gradient, information } = derivatives(terms, at, models.length);
      const move = solve(information, gradient);
      const longest = Math.max(...move.map(Math.abs));
      if (!Number.isFinite(longest)) return null;
      for (let k = 0; k < size; k++) at[k] += (longest > 2 ? 2 / longest : 1) * move[k];
      if (at.some((value) => Math.abs(value) > FAR)) return null;
      if (longest < 1e-10) break;
    }
    const covariance = sandwich(votes, terms, at, models.length);
    // Back to one unit of each covariate.
    const unit = (k: number): number =>
      k >= models.length && k < models.length + covariates ? scales[k - models.length] : 1;
    return {
      at: at.map((value, k) => value / unit(k)),
      covariance: covariance.map((row, k) => row.map((value, l) => value / unit(k) / unit(l))),
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

export const dot = (x: Float64Array, y: Float64Array): number =>
  x.reduce((sum, value, k) => sum + value * y[k], 0);

/** Coefficients of the logarithm of each outcome, and which one came. */
interface Terms {
  outcomes: Float64Array[];
  came: number;
  weight: number;
}

function termsOf(
  { a, b, preference, covariates, weight = 1 }: CovariateVote,
  index: ReadonlyMap<string, number>,
  scales: readonly number[],
  drawn: boolean,
): Terms {
  const size = index.size + scales.length + (drawn ? 1 : 0);
  const [i, j] = [index.get(a)!, index.get(b)!];
  const [win, lose, tie] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  win[i] += 1;
  lose[j] += 1;
  tie[i] += 0.5;
  tie[j] += 0.5;
  if (drawn) tie[size - 1] = 1;
  scales.forEach((scale, k) => {
    win[index.size + k] = covariates[k] / scale / 2;
    lose[index.size + k] = -covariates[k] / scale / 2;
  });
  return {
    outcomes: drawn ? [win, lose, tie] : [win, lose],
    came: preference === 'a' ? 0 : preference === 'b' ? 1 : 2,
    weight,
  };
}

/** Weighted score of one vote, and what it adds to the negative Hessian. */
function scoreOf(
  { outcomes, came, weight }: Terms,
  at: Float64Array,
  information?: Float64Array[],
): Float64Array {
  const logs = outcomes.map((of) => dot(of, at));
  const highest = Math.max(...logs);
  const odds = logs.map((log) => Math.exp(log - highest));
  const total = odds.reduce((sum, one) => sum + one, 0);
  const mean = new Float64Array(at.length);
  outcomes.forEach((of, o) => of.forEach((c, k) => (mean[k] += (c * odds[o]) / total)));
  information?.forEach((row, k) => {
    for (let l = 0; l < row.length; l++) {
      outcomes.forEach((of, o) => (row[l] += weight * (odds[o] / total) * of[k] * of[l]));
      row[l] -= weight * mean[k] * mean[l];
    }
  });
  return outcomes[came].map((c, k) => weight * (c - mean[k]));
}

function derivatives(terms: readonly Terms[], at: Float64Array, models: number) {
  const gradient = new Float64Array(at.length);
  const information = Array.from({ length: at.length }, () => new Float64Array(at.length));
  for (const one of terms) scoreOf(one, at, information).forEach((value, k) => (gradient[k] += value));
  // Only differences of strengths matter: the mean is pinned by one more observation of it.
  for (let k = 0; k < models; k++) for (let l = 0; l < models; l++) information[k][l] += 1 / models;
  return { gradient, information };
}

/** I^-1 (G / (G - 1) sum over G clusters of s s') I^-1 */
function sandwich(
  votes: readonly CovariateVote[],
  terms: readonly Terms[],
  at: Float64Array,
  models: number,
): Float64Array[] {
  const clusters = new Map<string, Float64Array>();
  terms.forEach((one, i) => {
    const name = votes[i].query === undefined ? `vote ${i}` : `query ${votes[i].query}`;
    const sum = clusters.get(name) ?? new Float64Array(at.length);
    clusters.set(name, sum);
    scoreOf(one, at).forEach((value, k) => (sum[k] += value));
  });
  const { information } = derivatives(terms, at, models);
  const moved = [...clusters.values()].map((score) => solve(information, score));
  const scale = clusters.size > 1 ? clusters.size / (clusters.size - 1) : 1;
  return Array.from({ length: at.length }, (_, k) =>
    Float64Array.from(at, (__, l) => scale * moved.reduce((sum, move) => sum + move[k] * move[l], 0)),
  );
}
