/**
 * Which question comes when, and on which side a question's first arm stands, for each rater of a study.
 *
 * Counterbalanced both ways: a rater sees arm a on the left in half of the questions (up to one), and of the raters
 * 2m and 2m + 1 one sees it on the left and the other on the right in every question. A repeated question comes with
 * its sides swapped, and not soon after its first showing. All follows from the study's seed and the rater's place in
 * the order in which raters came.
 */
import { type Random, random, shuffle } from '../random.ts';
import type { QuestionKind } from './question.ts';

export type Side = 'left' | 'right';

/** A question that is shown, by its ordinal in the study. */
export interface ShownQuestion {
  kind: QuestionKind;
  /** Ordinal of the question that a `repeat`, or a `grade` of one, shows again; null for the others. */
  of: number | null;
}

export interface RaterPlan {
  /** Ordinals of the questions shown first, second, ...; without the practice questions. */
  order: Uint32Array;
  /** Ordinals of the practice questions, in their order. */
  practice: Uint32Array;
  /** Side of the question's first arm. */
  sideOfA(ordinal: number): Side;
}

/** Questions between the two showings of one, where the study is long enough. */
const APART = 10;

/** @param rater 0 for the study's first rater, 1 for the second, ... */
export function raterPlan(questions: readonly ShownQuestion[], rater: number, seed: number): RaterPlan {
  const ordinals = (...kinds: QuestionKind[]): number[] =>
    questions.flatMap(({ kind }, i) => (kinds.includes(kind) ? [i] : []));
  const rng = random(seed, `order|${rater}`);
  const isRepeat = (ordinal: number): boolean => questions[ordinal].of !== null;
  const asked = ordinals('trial', 'grade').filter((ordinal) => !isRepeat(ordinal));
  const order = shuffle(asked, rng);
  const mixed = random(seed, `mixed|${rater}`);
  for (const gold of ordinals('gold')) order.splice(mixed.below(order.length + 1), 0, gold);
  for (const repeat of ordinals('repeat', 'grade').filter(isRepeat)) {
    insertAfter(order, repeat, questions[repeat].of!, mixed);
  }
  return {
    order: Uint32Array.from(order),
    practice: Uint32Array.from(ordinals('practice')),
    sideOfA: sidesOf(questions, ordinals, rater, seed),
  };
}

/** Puts a repeated question at random among the places that are far enough behind its first showing, or at the end. */
function insertAfter(order: number[], repeat: number, of: number, rng: Random): void {
  const earliest = Math.min(order.indexOf(of) + APART + 1, order.length);
  order.splice(earliest + rng.below(order.length - earliest + 1), 0, repeat);
}

function sidesOf(
  questions: readonly ShownQuestion[],
  ordinals: (...kinds: QuestionKind[]) => number[],
  rater: number,
  seed: number,
): RaterPlan['sideOfA'] {
  const couple = Math.floor(rater / 2);
  const left = new Array<boolean>(questions.length).fill(true);
  const deal = (of: readonly number[], stream: string): void => {
    const dealt = shuffle(
      of.map((_, i) => i),
      random(seed, stream),
    );
    of.forEach((ordinal, i) => (left[ordinal] = (dealt[i] + rater) % 2 === 0));
  };
  deal(ordinals('trial'), `sides|${couple}`);
  deal(ordinals('gold', 'practice'), `sides|${couple}|known`);
  questions.forEach(({ kind, of }, i) => {
    if (kind === 'repeat') left[i] = !left[of!];
  });
  return (ordinal) => (left[ordinal] ? 'left' : 'right');
}
