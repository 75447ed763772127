/**
 * An interval for the share of wins that holds at every moment at once: whoever looks after each judgement, and stops
 * when they like, is wrong in at most 5 studies of 100. Beta-binomial mixture (Robbins 1970; Howard, Ramdas, McAuliffe
 * & Sekhon 2021, section 3.2), by Ville's inequality:
 *
 *   E(p) = B(1/2 + w, 1/2 + l) / B(1/2, 1/2) / (p^w (1 - p)^l)        interval = { p : E(p) < 1 / 0.05 }
 *
 * w and l are the decided judgements for a and for b. Exact where judgements are independent. Where queries or raters
 * come several times, w and l are scaled to as many independent judgements as tell the same (clustered-share.ts),
 * widened by Student's t; that holds for large studies and is held to its level for small ones by simulation
 * (test/evaluations/analysis/clustered-studies.test.ts). Weighted judgements are never more than as many as would tell
 * the same if all weighed alike (Kish 1965).
 */
import betaln from '@stdlib/math-base-special-betaln';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { Z95 } from '../interval.ts';
import { type Variance, independent, varianceOf } from './clustered-share.ts';
import type { Judgement } from './judgement.ts';
import { voteSums } from './vote-sums.ts';
import type { VoteSums } from './vote-sums.ts';

export interface Anytime {
  /** After the last judgement; null before anything is decided. */
  low: number | null;
  high: number | null;
  /** How many judgements had been made when 1/2 was first outside of the interval; null if it never was. */
  decided_at: number | null;
}

const LIMIT = -Math.log(0.05);
const PRIOR = 0.5;
/** Covariance of two votes of one rater, and how many raters' worth of it is assumed. */
const TASTE = 0.1 ** 2;
const ASSUMED = 2;

/**
 * @param judgements in the order in which they were made
 * @param queryOf query of each question
 * @param weightOf weight of each question; 1 for those not named
 */
export function anytimeInterval(
  judgements: readonly Judgement[],
  queryOf: ReadonlyMap<string, string>,
  weightOf?: ReadonlyMap<string, number>,
): Anytime {
  const raters = new Set(judgements.map(({ rater }) => rater)).size;
  const votes = voteSums();
  let decidedAt: number | null = null;
  judgements.forEach(({ question, rater, preference }, at) => {
    if (preference === 'equal') return;
    const query = queryOf.get(question) ?? question;
    votes.add({ query, rater, won: preference === 'a' ? 1 : 0, weight: weightOf?.get(question) });
    // One of several raters says nothing of how they differ.
    if (decidedAt !== null || (raters > 1 && votes.raters.count < 2)) return;
    const [wins, losses] = effective(votes);
    if (evidence(0.5, wins, losses) >= LIMIT) decidedAt = at + 1;
  });
  if (votes.votes === 0) return { low: null, high: null, decided_at: null };
  return { ...interval(...effective(votes)), decided_at: decidedAt };
}

/** Wins and losses among as many independent judgements as tell the same. */
function effective(votes: VoteSums): [number, number] {
  const share = votes.wins / votes.votes;
  const variance = withTastes(votes);
  const { votes: told, freedom } = independent(share, variance);
  const n = votes.squaredWeights === votes.count ? told : Math.min(told, variance.even);
  const widening = freedom === Infinity ? 1 : (tQuantile(0.975, Math.max(1, freedom)) / Z95) ** 2;
  return [(share * n) / widening, ((1 - share) * n) / widening];
}

/**
 * A few raters may seem alike by luck. So their covariance is drawn towards that of tastes ten points apart, as if two
 * raters had shown it.
 */
function withTastes(votes: VoteSums): Variance {
  const variance = varianceOf(votes);
  if (votes.raters.count < 2) return variance;
  const heard = votes.raters.count - 1;
  const assumed = TASTE * (votes.raters.pairs - votes.cells.pairs);
  const ofRaters = (ASSUMED * assumed + heard * variance.ofRaters) / (ASSUMED + heard);
  return { ...variance, ofRaters, fromRaters: ofRaters };
}

/** log E(p) */
function evidence(p: number, wins: number, losses: number): number {
  const power = (count: number, chance: number): number => (count > 0 ? count * Math.log(chance) : 0);
  return betaln(PRIOR + wins, PRIOR + losses) - betaln(PRIOR, PRIOR) - power(wins, p) - power(losses, 1 - p);
}

function interval(wins: number, losses: number): { low: number; high: number } {
  const share = wins / (wins + losses);
  /** Where E crosses the limit between `inside` and `outside`. */
  const edge = (inside: number, outside: number): number => {
    for (let i = 0; i < 60; i++) {
      const middle = (inside + outside) / 2;
      if (evidence(middle, wins, losses) < LIMIT) inside = middle;
      else outside = middle;
    }
    return inside;
  };
  return { low: wins > 0 ? edge(share, 0) : 0, high: losses > 0 ? edge(share, 1) : 1 };
}
