/** Maximum of the likelihood of covariates.ts by Newton's method, with its covariance. */
import type { CovariateVote } from './covariates.ts';
import { solve } from './linear-system.ts';

export interface Fitted {
  /** Strengths of the models, effects of the covariates, log v where somebody drew. */
  at: Float64Array;
  covariance: Float64Array[];
  /** Queries, or votes without one, that the covariance is clustered by. */
  clusters: number;
}

const STEPS = 100;
/** Further than this no data take a maximum: odds of exp(30) by one standard deviation of a covariate. */
const FAR = 15;

export type Unfit = 'no maximum' | 'one query decides';

/** @returns why not, where there is no maximum or more than one, or where one query alone decides a parameter */
export function fitDavidson(
  votes: readonly CovariateVote[],
  models: readonly string[],
  covariates: number,
): Fitted | Unfit {
  const drawn = votes.some(({ preference }) => preference === 'equal');
  const scales = Array.from({ length: covariates }, (_, k) =>
    Math.sqrt(votes.reduce((sum, vote) => sum + vote.covariates[k] ** 2, 0) / votes.length),
  );
  const index = new Map(models.map((model, i) => [model, i]));
  const terms = votes.map((vote) => termsOf(vote, index, scales, drawn));
  const at = orNull(() => maximum(terms, models.length, models.length + covariates + (drawn ? 1 : 0)));
  if (at === null) return 'no maximum';
  const found = orNull(() => sandwich(votes, terms, at, models.length));
  if (found === null) return 'one query decides';
  // Back to one unit of each covariate.
  const unit = (k: number): number =>
    k >= models.length && k < models.length + covariates ? scales[k - models.length] : 1;
  return {
    at: at.map((value, k) => value / unit(k)),
    covariance: found.covariance.map((row, k) => row.map((value, l) => value / unit(k) / unit(l))),
    clusters: found.clusters,
  };
}

/** Newton's method; null where it runs away. */
function maximum(terms: readonly Terms[], models: number, size: number): Float64Array | null {
  const at = new Float64Array(size);
  for (let step = 0; step < STEPS; step++) {
    const { gradient, information } = derivatives(terms, at, models);
    const move = solve(information, gradient);
    const longest = Math.max(...move.map(Math.abs));
    if (!Number.isFinite(longest)) return null;
    for (let k = 0; k < size; k++) at[k] += (longest > 2 ? 2 / longest : 1) * move[k];
    if (at.some((value) => Math.abs(value) > FAR)) return null;
    if (longest < 1e-10) break;
  }
  return at;
}

/** null where a system of equations has no unique solution */
function orNull<T>(solved: () => T | null): T | null {
  try {
    return solved();
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

/**
 * (G - 1) / G sum over G clusters of m m' with m = (I - I_g)^-1 s_g, one step of the jackknife that leaves out a cluster
 * (CR3: Bell & McCaffrey 2002): a plain sandwich is too small where clusters are few, since the fit follows each of them.
 * @throws RangeError where the rest does not decide all parameters
 */
function sandwich(
  votes: readonly CovariateVote[],
  terms: readonly Terms[],
  at: Float64Array,
  models: number,
): Pick<Fitted, 'covariance' | 'clusters'> {
  const square = () => Array.from(at, () => new Float64Array(at.length));
  const clusters = new Map<string, { score: Float64Array; information: Float64Array[] }>();
  terms.forEach((one, i) => {
    const name = votes[i].query === undefined ? `vote ${i}` : `query ${votes[i].query}`;
    const own = clusters.get(name) ?? { score: new Float64Array(at.length), information: square() };
    clusters.set(name, own);
    scoreOf(one, at, own.information).forEach((value, k) => (own.score[k] += value));
  });
  const { information } = derivatives(terms, at, models);
  const moves = [...clusters.values()].map((own) => {
    const rest = information.map((row, k) => row.map((value, l) => value - own.information[k][l]));
    const move = solve(rest, own.score);
    if (!move.every((value) => Math.abs(value) <= FAR)) throw new RangeError('one cluster decides');
    return move;
  });
  const scale = (clusters.size - 1) / clusters.size;
  const covariance = square().map((row, k) =>
    row.map((_, l) => scale * moves.reduce((sum, move) => sum + move[k] * move[l], 0)),
  );
  return { covariance, clusters: clusters.size };
}
