/**
 * Share of wins of votes or questions that hang together: what is asked about one query shares its difficulty, what
 * one rater answers shares their taste. Two-way clustered variance (Cameron, Gelbach & Miller 2011, eq. 2.11), its
 * two covariance parts cut off at 0, with Satterthwaite's degrees of freedom (1946):
 *
 *   e = won - share     V = own + max(0, C(queries) - C(cells)) + max(0, C(raters) - C(cells))
 *   own = sum over cells of (sum of e)^2     C(clusters) = G / (G - 1) sum over the G clusters of (sum of e)^2
 *   variance of the share = V / n^2
 *
 * A part above 0 is as uncertain as the C(clusters) that it was taken from, of G - 1 degrees: what is left after C(cells)
 * was taken off may be small by luck where clusters are few.
 *
 * The interval is Wilson's at the number of independent votes of the same variance, with Student's t. Where nothing
 * comes twice, no query and no rater, it is Wilson's own.
 *
 * Votes of weights w (inverse probabilities of having been drawn) give Hajek's share, sum w won / sum w, with w e in the
 * place of e and sum w in that of n (Saerndal, Swensson & Wretman 1992, eq. 5.7.2 and result 5.7.1, the queries taken
 * for drawn one by one from very many, which is on the safe side for strata).
 */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { type Estimate, Z95 } from '../interval.ts';
import type { VoteSums } from './vote-sums.ts';
import { wilson } from './wilson.ts';

/** The parts of V, and of how many clusters each was estimated. */
export interface Variance {
  own: number;
  ofQueries: number;
  ofRaters: number;
  /** C(queries) and C(raters), that these were taken from. */
  fromQueries: number;
  fromRaters: number;
  /** n, of how many votes, and as how many of one weight they count (Kish 1965); all the same without weights. */
  votes: number;
  count: number;
  even: number;
  queries: number;
  raters: number;
}

/** The parts of V of some votes at their share of wins. */
export function varianceOf(sums: VoteSums): Variance {
  const { wins, votes, count, squaredWeights, queries, raters, cells } = sums;
  const share = wins / votes;
  const own = cells.squares(share);
  const alone = corrected(own, cells.count);
  const fromQueries = corrected(queries.squares(share), queries.count);
  const fromRaters = corrected(raters.squares(share), raters.count);
  return {
    own,
    ofQueries: Math.max(0, fromQueries - alone),
    ofRaters: Math.max(0, fromRaters - alone),
    fromQueries,
    fromRaters,
    votes,
    count,
    even: votes ** 2 / squaredWeights,
    queries: queries.count,
    raters: raters.count,
  };
}

/** Independent votes that would tell as much, and the degrees of freedom of their variance. */
export function independent(share: number, v: Variance): { votes: number; freedom: number } {
  const variance = v.own + v.ofQueries + v.ofRaters;
  if (!(share > 0 && share < 1 && variance > 0)) return { votes: v.even, freedom: Infinity };
  const scatter =
    (v.ofQueries > 0 ? v.fromQueries ** 2 / Math.max(1, v.queries - 1) : 0) +
    (v.ofRaters > 0 ? v.fromRaters ** 2 / Math.max(1, v.raters - 1) : 0);
  return {
    votes: (share * (1 - share) * v.votes ** 2) / variance,
    freedom: scatter > 0 ? variance ** 2 / (v.own ** 2 / v.count + scatter) : Infinity,
  };
}

/**
 * Interval of a share over the queries and raters that these ones were drawn from.
 * @param upper 0.975 for the 95% interval, 0.95 for the 90% one
 */
export function clusteredInterval(share: number, variance: Variance, upper = 0.975): Estimate {
  const { votes, freedom } = independent(share, variance);
  const z = upper === 0.975 ? Z95 : normalQuantile(upper, 0, 1);
  return wilson(share, votes, freedom === Infinity ? z : tQuantile(upper, Math.max(1, freedom)));
}

/** One cluster alone shows nothing of how clusters differ. */
const corrected = (squares: number, clusters: number): number =>
  clusters > 1 ? (squares * clusters) / (clusters - 1) : 0;
