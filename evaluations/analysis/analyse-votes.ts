/** The report of judgements that were made elsewhere: any number of models, whatever asked the questions. */
import { random } from '../random.ts';
import { type MeasuredVote, adjustedStudy } from './adjusted-study.ts';
import { fleissKappa, krippendorffAlpha } from './agreement.ts';
import { type Anytime, anytimeInterval } from './anytime.ts';
import { votesByQuestion } from './consensus.ts';
import type { Adjusted } from './covariates.ts';
import { type Equivalence, equivalence } from './equivalence.ts';
import { holm } from './holm.ts';
import { type Judgement, PREFERENCES } from './judgement.ts';
import { type Outcomes, countOutcomes } from './outcomes.ts';
import { type Ranking, rankModels } from './rank-models.ts';
import { type RaterSummary, summariseRaters } from './raters.ts';
import { shareOfWins } from './share-of-wins.ts';
import { type SideCounts, sidePreference } from './side-preference.ts';
import { signTest } from './sign-test.ts';
import type { Uncertain } from './uncertain.ts';

/** One judgement, of one question about two models. */
export interface Vote extends Judgement {
  query: string;
  a: string;
  b: string;
  /** Of its question: inverse of the probability that the query was drawn, up to a factor; default 1. */
  weight?: number;
  covariates?: MeasuredVote['covariates'];
}

export interface VotesPair extends Outcomes {
  a: string;
  b: string;
  share_of_wins: Uncertain;
  sign_test_p: number | null;
  /** Holm's adjustment over the pairs of the study. */
  adjusted_p: number | null;
  anytime: Anytime;
  equivalence: Equivalence;
}

export interface VotesReport {
  pairs: VotesPair[];
  raters: RaterSummary[];
  left: SideCounts & { p: number | null };
  agreement: { alpha: Uncertain; kappa: Uncertain };
  ranking: Ranking['ranking'];
  /** Why there is no ranking; null where there is one. */
  ranking_reason: string | null;
  /** As in a study's report. */
  adjusted: Adjusted | { reason: string };
  judgements: number;
  /** Of the only pair; null where there are several. */
  anytime: Anytime | null;
}

/**
 * @param votes at most one of each rater about each question, in the order in which they were made. All of a question
 * are about the same query and models; `a` and `b` may be named in either order
 * @param seed of the bootstrap
 */
export function analyseVotes(votes: readonly Vote[], seed: number): VotesReport {
  const pairs = pairsOf(votes);
  const found = pairs.map(pairReport);
  const adjusted = holm(found.map(({ sign_test_p }) => sign_test_p));
  const reports = found.map((pair, i): VotesPair => ({ ...pair, adjusted_p: adjusted[i] }));
  const judgements = pairs.flatMap(({ votes: own }) => own);
  const byQuestion = votesByQuestion(judgements);
  const counts = [...byQuestion.values()].map((of) => PREFERENCES.map((answer) => of[answer]));
  const { ranking, reason } = rankModels(reports);
  return {
    pairs: reports,
    raters: summariseRaters(judgements, byQuestion),
    left: sidePreference(judgements),
    agreement: {
      alpha: krippendorffAlpha(counts, { rng: random(seed, 'alpha') }),
      kappa: fleissKappa(counts, { rng: random(seed, 'kappa') }),
    },
    ranking,
    ranking_reason: reason,
    adjusted: adjustedStudy(judgements),
    judgements: votes.length,
    anytime: reports.length === 1 ? reports[0].anytime : null,
  };
}

interface PairVotes {
  a: string;
  b: string;
  votes: Vote[];
}

/** Judgements by pair of models, all seen from the model that the pair's first judgement calls `a`. */
function pairsOf(votes: readonly Vote[]): PairVotes[] {
  const pairs = new Map<string, PairVotes>();
  for (const vote of votes) {
    const key = JSON.stringify([vote.a, vote.b].sort());
    const pair = pairs.get(key) ?? { a: vote.a, b: vote.b, votes: [] };
    pairs.set(key, pair);
    pair.votes.push(vote.a === pair.a ? vote : turned(vote));
  }
  return [...pairs.values()];
}

/** The same judgement with the models named the other way round. */
function turned(vote: Vote): Vote {
  const { a, b, preference, sideOfA, covariates } = vote;
  return {
    ...vote,
    a: b,
    b: a,
    preference: preference === 'equal' ? 'equal' : preference === 'a' ? 'b' : 'a',
    sideOfA: sideOfA === null ? null : sideOfA === 'left' ? 'right' : 'left',
    ...(covariates ? { covariates: { a: covariates.b, b: covariates.a } } : {}),
  };
}

function pairReport({ a, b, votes }: PairVotes): Omit<VotesPair, 'adjusted_p'> {
  const queryOf = new Map(votes.map(({ question, query }) => [question, query]));
  const weightOf = new Map(votes.map(({ question, weight = 1 }) => [question, weight]));
  const questions = [...queryOf].map(([question, query]) => ({
    ...{ question, query, draw: false, weight: weightOf.get(question) },
  }));
  // The design is not known: a question counts as judged with whatever judgements it has.
  const outcomes = countOutcomes(questions, votesByQuestion(votes), 1);
  return {
    a,
    b,
    ...outcomes,
    share_of_wins: shareOfWins(questions, votes, 1),
    sign_test_p: signTest(outcomes.win, outcomes.lose),
    anytime: anytimeInterval(votes, queryOf, weightOf),
    equivalence: equivalence([questions, votes, 1]),
  };
}
