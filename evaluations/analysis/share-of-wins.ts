/**
 * Share of wins among decided questions, with a 95% interval that knows of queries that were asked about several
 * times, of raters who differ in taste and of questions that stand for more than one (clustered-share.ts). With one
 * rater, and a question of weight 1 for each query, it is Wilson's interval, which leaves out 1/2 wherever the exact
 * sign test gives p < 0.05.
 *
 * A rater's taste moves a question only where their vote decides it. So the covariance that raters bring, measured on
 * votes, is carried over to questions by how often each of them decides (the Margulis-Russo formula):
 *
 *   V_raters = c sum over raters of (sum over questions of d)^2
 *   c   mean of e e' over two votes of one rater about different queries, at least 0
 *   d   change of weight (won - share) of the question if that rater's vote for one model went to the other
 */
import { type Variance, clusteredInterval, varianceOf } from './clustered-share.ts';
import { type Votes, consensus, votesByQuestion } from './consensus.ts';
import type { Judgement } from './judgement.ts';
import { type Uncertain, undefinedBecause } from './uncertain.ts';
import { type VoteSums, voteSums } from './vote-sums.ts';

export interface WeighedQuestion {
  question: string;
  query: string;
  /** Inverse of the probability that the query was drawn, up to a factor; default 1. */
  weight?: number;
}

export const NONE_DECIDED = 'no question was decided: none has a winner';

/**
 * @param wanted judgements that the design asks for, of each question
 * @param agreed share of them that must agree; default: two thirds
 */
export function shareOfWins(
  questions: readonly WeighedQuestion[],
  judgements: readonly Judgement[],
  wanted: number,
  agreed?: number,
): Uncertain {
  const found = decidedShare(questions, judgements, wanted, agreed);
  return found ? clusteredInterval(found.share, found.variance) : undefinedBecause(NONE_DECIDED);
}

/** The share with what its interval is made of; null where nothing is decided. Parameters of `shareOfWins`. */
export function decidedShare(
  questions: readonly WeighedQuestion[],
  judgements: readonly Judgement[],
  wanted: number,
  agreed?: number,
): { share: number; variance: Variance } | null {
  const votes = votesByQuestion(judgements);
  const decided = voteSums();
  const asked = new Map(questions.map((one) => [one.question, one]));
  for (const { question, query, weight } of questions) {
    const outcome = consensus(votes.get(question), wanted, agreed);
    // Each question once: its raters are accounted for below.
    if (outcome === 'a' || outcome === 'b')
      decided.add({ query, rater: question, won: outcome === 'a' ? 1 : 0, weight });
  }
  if (decided.votes === 0) return null;
  const share = decided.wins / decided.votes;
  const single = voteSums();
  for (const { question, rater, preference } of judgements) {
    const of = asked.get(question);
    if (of === undefined || preference === 'equal') continue;
    single.add({ query: of.query, rater, won: preference === 'a' ? 1 : 0, weight: of.weight });
  }
  const influence = influences(judgements, votes, { wanted, agreed, share, asked });
  const carried = influence.reduce((sum, d) => sum + d * d, 0);
  const { taste, from } = tasteCovariance(single);
  const variance: Variance = {
    ...varianceOf(decided),
    ofRaters: taste * carried,
    fromRaters: from * carried,
    raters: single.raters.count,
  };
  return { share, variance };
}

/**
 * Mean product of the residuals of two votes of one rater about different queries, 0 without such or below 0; and what that
 * was taken from, in the same unit.
 */
function tasteCovariance(votes: VoteSums): { taste: number; from: number } {
  const pairs = votes.raters.pairs - votes.cells.pairs;
  if (votes.votes === 0 || pairs <= 0) return { taste: 0, from: 0 };
  const { ofRaters, fromRaters } = varianceOf(votes);
  return { taste: ofRaters / pairs, from: fromRaters / pairs };
}

interface Asked {
  wanted: number;
  agreed?: number;
  share: number;
  asked: ReadonlyMap<string, WeighedQuestion>;
}

/** Of each rater, the sum of d over the questions that they judged. */
function influences(
  judgements: readonly Judgement[],
  votes: ReadonlyMap<string, Votes>,
  { wanted, agreed, share, asked }: Asked,
): number[] {
  const residual = (of: Votes): number => {
    const outcome = consensus(of, wanted, agreed);
    return outcome === 'a' ? 1 - share : outcome === 'b' ? -share : 0;
  };
  const sums = new Map<string, number>();
  for (const { question, rater, preference } of judgements) {
    const of = asked.get(question);
    if (of === undefined || preference === 'equal') continue;
    const now = votes.get(question)!;
    const other = preference === 'a' ? 'b' : 'a';
    const flipped = { ...now, [preference]: now[preference] - 1, [other]: now[other] + 1 };
    const [asA, asB] = preference === 'a' ? [now, flipped] : [flipped, now];
    const weight = of.weight ?? 1;
    sums.set(rater, (sums.get(rater) ?? 0) + weight * residual(asA) - weight * residual(asB));
  }
  return [...sums.values()];
}
