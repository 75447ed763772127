/**
 * Strengths of models adjusted for what the shown items are like: Bradley-Terry with ties (Davidson 1970) with a linear
 * term for the differences x of the two items' covariates, such as "more popular" or "a near-duplicate of the query"
 * (Springall 1973; the style control of LMArena 2024, with ties in the likelihood):
 *
 *   P(i wins) : P(j wins) : P(tie) = exp(t_i + c x / 2) : exp(t_j - c x / 2) : v exp((t_i + t_j) / 2)
 *
 * An adjusted strength says how raters would choose if both models showed items that are alike in these respects. By
 * maximum likelihood; intervals from the sandwich covariance clustered by query, because votes about one query hang
 * together, as a jackknife over the queries and with Student's t of one less than there are of them (Cameron & Miller
 * 2015, section VI: what few clusters need).
 */
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { type PairCounts, davidson } from './davidson.ts';
import { type Fitted, dot, fitDavidson } from './fit-davidson.ts';
import type { Preference } from './judgement.ts';

export interface CovariateVote {
  /** Models. */
  a: string;
  b: string;
  preference: Preference;
  /** Item of a minus item of b, one for each covariate. */
  covariates: readonly number[];
  /** Votes about one query hang together; default: each vote alone. */
  query?: string;
  /** 1 / probability of the question's having been drawn (a pseudo-likelihood); default 1. */
  weight?: number;
}

export interface Interval {
  value: number;
  low: number;
  high: number;
}

export interface AdjustedStrength {
  model: string;
  /** Logarithms, mean 0 over the models. */
  raw: Interval;
  adjusted: Interval;
}

export interface Adjusted {
  /** Strongest first, by the adjusted strength. */
  strengths: AdjustedStrength[];
  /** Of each covariate: how much one unit of difference adds to the log odds of winning. */
  effects: (Interval & { covariate: string })[];
  votes: number;
}

/** @param names of the covariates, in their order in the votes */
export function adjustedStrengths(
  votes: readonly CovariateVote[],
  names: readonly string[],
): Adjusted | { reason: string } {
  const connected = davidson(counts(votes));
  if ('reason' in connected) return connected;
  const constant = names.filter((_, k) => !variesWithin(votes, k));
  if (constant.length > 0) {
    return {
      reason: `${constant.join(', ')} does not vary among the questions of any two models, so that nothing can be adjusted for it`,
    };
  }
  const models = [...new Set(votes.flatMap(({ a, b }) => [a, b]))];
  const raw = fitDavidson(
    votes.map((vote) => ({ ...vote, covariates: [] })),
    models,
    0,
  );
  const full = fitDavidson(votes, models, names.length);
  if (raw === 'one query decides' || full === 'one query decides') {
    return { reason: 'without the votes about one of the queries nothing could be said of some model' };
  }
  if (typeof raw === 'string' || typeof full === 'string') {
    return {
      reason: `the votes follow ${names.join(' or ')} so closely that strengths beside it cannot be said`,
    };
  }
  const strengths = models.map((model, i): AdjustedStrength => ({
    model,
    raw: strengthOf(raw, i, models.length),
    adjusted: strengthOf(full, i, models.length),
  }));
  strengths.sort((x, y) => y.adjusted.value - x.adjusted.value);
  const effects = names.map((covariate, k) => {
    const unit = new Float64Array(full.at.length);
    unit[models.length + k] = 1;
    return { covariate, ...estimate(full, unit) };
  });
  return { strengths, effects, votes: votes.length };
}

function strengthOf(fit: Fitted, i: number, models: number): Interval {
  const unit = new Float64Array(fit.at.length);
  for (let k = 0; k < models; k++) unit[k] = (k === i ? 1 : 0) - 1 / models;
  return estimate(fit, unit);
}

/** A linear combination of the parameters. */
function estimate({ at, covariance, clusters }: Fitted, unit: Float64Array): Interval {
  const value = dot(unit, at);
  const spread = covariance.map((row) => dot(row, unit));
  const half = tQuantile(0.975, clusters - 1) * Math.sqrt(dot(unit, Float64Array.from(spread)));
  return { value, low: value - half, high: value + half };
}

function counts(votes: readonly CovariateVote[]): PairCounts[] {
  return votes.map(({ a, b, preference }) => ({
    ...{ a, b, win: Number(preference === 'a') },
    ...{ lose: Number(preference === 'b'), draw: Number(preference === 'equal') },
  }));
}

/** Whether covariate k takes two values, seen from one side, among the votes about some two models. */
export function variesWithin(votes: readonly CovariateVote[], k: number): boolean {
  const first = new Map<string, number>();
  return votes.some(({ a, b, covariates }) => {
    const value = a < b ? covariates[k] : -covariates[k];
    const pair = JSON.stringify(a < b ? [a, b] : [b, a]);
    const known = first.get(pair);
    if (known === undefined) first.set(pair, value);
    return known !== undefined && known !== value;
  });
}
