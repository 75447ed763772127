import type { GoldAnswer } from './judged-study.ts';
import { shareOf } from './self-agreement.ts';
import type { Uncertain } from './uncertain.ts';

/** Share of the answers to questions with a known answer that were right; "equal" is wrong. Wilson's interval. */
export const goldRight = (answers: readonly GoldAnswer[]): Uncertain =>
  shareOf(
    answers.filter(({ right }) => right).length,
    answers.length,
    'no question with a known answer was asked',
  );
