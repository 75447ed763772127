/** What a study found so far, in the shape that the command line and the window print. */
import type { Arm, StudyItem } from '../design/question.ts';
import type { Anytime } from './anytime.ts';
import type { Adjusted } from './covariates.ts';
import type { Check } from './checks.ts';
import type { Votes } from './consensus.ts';
import type { Equivalence } from './equivalence.ts';
import type { Outcomes } from './outcomes.ts';
import type { RaterSummary } from './raters.ts';
import type { SelfAgreement } from './self-agreement.ts';
import type { SideCounts } from './side-preference.ts';
import type { StratumReport } from './strata.ts';
import type { Uncertain } from './uncertain.ts';

/** Two runs against each other, from the side of run `a`. */
export interface PairReport extends Outcomes {
  a: string;
  b: string;
  /** Of `draw`: questions that raters called equal, more of them both good, or more both poor. Null: nobody was asked. */
  bothGood: number | null;
  bothPoor: number | null;
  /** With the questions' weights. */
  share_of_wins: Uncertain;
  /** Exact and two-sided; null where nothing was decided. */
  sign_test_p: number | null;
  /** Holm's adjustment over the pairs of the study. */
  adjusted_p: number | null;
  /** May be looked at after every judgement. */
  anytime: Anytime;
  equivalence: Equivalence;
  /** What the queries were drawn by; empty for a uniform sample. */
  strata: StratumReport[];
}

export interface StudyRater extends RaterSummary {
  /** Why the study's own rule leaves this rater's judgements out; null where they count. */
  excluded: string | null;
}

export interface RankedRun {
  run: string;
  /** 1 + the number of runs that are preferred to it. */
  rank: number;
  /** Davidson's, a logarithm; null where there is none (`ranking_reason`). */
  strength: number | null;
  low: number | null;
  high: number | null;
}

export interface Disagreement {
  question: string;
  pair: [Arm, Arm];
  query: StudyItem;
  a: StudyItem[];
  b: StudyItem[];
  votes: Votes;
}

export interface StudyReport {
  study: string;
  state: 'open' | 'closed';
  hash: string;
  /** The verdict in words, with its uncertainty. */
  sentence: string;
  pairs: PairReport[];
  /** All, those whose judgements are left out too. */
  raters: StudyRater[];
  /** Of all answers to questions with a known answer, and to repeated ones. */
  gold_right: Uncertain;
  self_agreement: SelfAgreement;
  /** Sides chosen, and the exact two-sided test of left against right. */
  left: SideCounts & { p: number | null };
  agreement: { alpha: Uncertain; kappa: Uncertain };
  checks: Check[];
  /** The questions about which raters disagree most, most first. */
  disagreements: Disagreement[];
  ranking: RankedRun[];
  /** Why no strengths could be estimated; null where they were. */
  ranking_reason: string | null;
  /** Strengths as chosen, and adjusted for how popular the shown items are and how like the query; or why not. */
  adjusted: Adjusted | { reason: string };
  /** Of comparisons: recorded so far by raters who are not left out, and asked for. */
  judgements: number;
  wanted: number;
}
