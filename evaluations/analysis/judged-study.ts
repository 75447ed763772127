import type { Question } from '../design/question.ts';
import type { Judgement } from './judgement.ts';

/** A study with its judgements, as analysis needs it. */
export interface JudgedStudy {
  study: string;
  state: 'open' | 'closed';
  hash: string;
  /** Names of the runs. */
  arms: { a: string; b: string };
  /** Judgements that the design asks for, of each question. */
  wanted: number;
  /** For the bootstrap. */
  seed: number;
  questions: readonly Question[];
  /** Those that stand; at most one of each rater for each question, in the order in which they were made. */
  judgements: readonly Judgement[];
}
