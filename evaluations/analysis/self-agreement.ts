/**
 * How steady raters are: what they say when a question comes again with its sides swapped. What they prefer is compared,
 * not the side that they chose.
 */
import type { RepeatAnswer } from './judged-study.ts';
import { type Uncertain, undefinedBecause } from './uncertain.ts';
import { wilson } from './wilson.ts';

export interface SelfAgreement {
  /** Share of the repeated questions with the same answer as before; Wilson's interval. */
  same: Uncertain;
  /** Share with the same side as before, and so the other item: a habit of the hand. */
  side_switch: Uncertain;
}

const NONE = 'no question was shown twice';

export function selfAgreement(repeats: readonly RepeatAnswer[]): SelfAgreement {
  const same = repeats.filter(({ first, again }) => first === again).length;
  const switched = repeats.filter(
    ({ first, again }) => first !== again && first !== 'equal' && again !== 'equal',
  ).length;
  return { same: shareOf(same, repeats.length, NONE), side_switch: shareOf(switched, repeats.length, NONE) };
}

/** A share of answers with Wilson's interval; undefined of none. */
export const shareOf = (count: number, of: number, none: string): Uncertain =>
  of > 0 ? wilson(count / of, of) : undefinedBecause(none);
