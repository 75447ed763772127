import type { Question } from '../design/question.ts';
import type { StudyArm, StudyDesign } from '../design/study-design.ts';
import type { Judgement, Preference } from './judgement.ts';

/** A study with its judgements, as analysis needs it. */
export interface JudgedStudy {
  study: string;
  state: 'open' | 'closed';
  hash: string;
  /** What is stored gives the hash that was made when the study was opened. */
  intact: boolean;
  /** The closed study that this is the next version of, to count answers that came late; nothing for any other. */
  continues?: { study: string; closedAt: string; judgements: number };
  /** Raters of whom it is not kept that they agreed before they answered; nothing where the design asks for no consent. */
  unconsented?: readonly string[];
  design: StudyDesign;
  arms: readonly StudyArm[];
  /** The comparisons alone, in the study's order. */
  questions: readonly Question[];
  /** Of the comparisons; those that stand; at most one of each rater for each, in the order in which they were made. */
  judgements: readonly Judgement[];
  gold: readonly GoldAnswer[];
  repeats: readonly RepeatAnswer[];
}

/** A rater's answer to a question whose answer is known. */
export interface GoldAnswer {
  question: string;
  rater: string;
  right: boolean;
}

/** A rater's two answers to one comparison, whose sides were swapped in between. */
export interface RepeatAnswer {
  /** The comparison. */
  question: string;
  rater: string;
  first: Preference;
  again: Preference;
}
