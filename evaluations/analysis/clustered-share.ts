/**
 * Share of wins of votes or questions that hang together: what is asked about one query shares its difficulty, what
 * one rater answers shares their taste. Two-way clustered variance (Cameron, Gelbach & Miller 2011, eq. 2.11), its
 * two covariance parts cut off at 0, with Satterthwaite's degrees of freedom (1946):
 *
 *   e = won - share     V = own + max(0, C(queries) - C(cells)) + max(0, C(raters) - C(cells))
 *   own = sum over cells of (sum of e)^2     C(clusters) = G / (G - 1) sum over the G clusters of (sum of e)^2
 *   variance of the share = V / n^2
 *
 * The interval is Wilson's at the number of independent votes of the same variance, with Student's t. Where nothing
 * comes twice, no query and no rater, it is Wilson's own.
 */
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Estimate } from '../interval.ts';
import type { VoteSums } from './vote-sums.ts';
import { wilson } from './wilson.ts';

/** The parts of V, and of how many clusters each was estimated. */
export interface Variance {
  own: number;
  ofQueries: number;
  ofRaters: number;
  votes: number;
  queries: number;
  raters: number;
}

/** The parts of V of some votes at their share of wins. */
export function varianceOf({ wins, votes, queries, raters, cells }: VoteSums): Variance {
  const share = wins / votes;
  const own = cells.squares(share);
  const alone = corrected(own, cells.count);
  return {
    own,
    ofQueries: Math.max(0, corrected(queries.squares(share), queries.count) - alone),
    ofRaters: Math.max(0, corrected(raters.squares(share), raters.count) - alone),
    votes,
    queries: queries.count,
    raters: raters.count,
  };
}

/** Independent votes that would tell as much, and the degrees of freedom of their variance. */
export function independent(share: number, v: Variance): { votes: number; freedom: number } {
  const variance = v.own + v.ofQueries + v.ofRaters;
  if (!(share > 0 && share < 1 && variance > 0)) return { votes: v.votes, freedom: Infinity };
  const scatter = v.ofQueries ** 2 / Math.max(1, v.queries - 1) + v.ofRaters ** 2 / Math.max(1, v.raters - 1);
  return {
    votes: (share * (1 - share) * v.votes ** 2) / variance,
    freedom: scatter > 0 ? variance ** 2 / (v.own ** 2 / v.votes + scatter) : Infinity,
  };
}

/** 95% interval of a share over the queries and raters that these ones were drawn from. */
export function clusteredInterval(share: number, variance: Variance): Estimate {
  const { votes, freedom } = independent(share, variance);
  return wilson(share, votes, freedom === Infinity ? undefined : tQuantile(0.975, Math.max(1, freedom)));
}

/** One cluster alone shows nothing of how clusters differ. */
const corrected = (squares: number, clusters: number): number =>
  clusters > 1 ? (squares * clusters) / (clusters - 1) : 0;
