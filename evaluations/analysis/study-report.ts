/** What a study found so far, in the shape that the command line and the window print. */
import type { StudyItem } from '../design/question.ts';
import type { Anytime } from './anytime.ts';
import type { Check } from './checks.ts';
import type { Votes } from './consensus.ts';
import type { Outcomes } from './outcomes.ts';
import type { RaterSummary } from './raters.ts';
import type { SideCounts } from './side-preference.ts';
import type { Uncertain } from './uncertain.ts';

/** Two runs against each other, from the side of run `a`. */
export interface PairReport extends Outcomes {
  a: string;
  b: string;
  share_of_wins: Uncertain;
  /** Exact and two-sided; null where nothing was decided. */
  sign_test_p: number | null;
  /** Holm's adjustment over the pairs of the study. */
  adjusted_p: number | null;
  /** May be looked at after every judgement. */
  anytime: Anytime;
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
  raters: RaterSummary[];
  /** Sides chosen, and the exact two-sided test of left against right. */
  left: SideCounts & { p: number | null };
  agreement: { alpha: Uncertain; kappa: Uncertain };
  checks: Check[];
  /** The questions about which raters disagree most, most first. */
  disagreements: Disagreement[];
  ranking: RankedRun[];
  /** Why no strengths could be estimated; null where they were. */
  ranking_reason: string | null;
  /** Of comparisons: recorded so far, and asked for. */
  judgements: number;
  wanted: number;
}
