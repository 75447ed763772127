/**
 * Which question comes when, and on which side arm a stands, for each rater of a study.
 *
 * Counterbalanced both ways: a rater sees arm a on the left in half of the questions (up to one), and of the raters
 * 2m and 2m + 1 one sees it on the left and the other on the right in every question. All follows from the study's
 * seed and the rater's place in the order in which raters came.
 */
import { random, shuffle } from '../random.ts';

export type Side = 'left' | 'right';

export interface RaterPlan {
  /** Uint32 (questions): position of the question shown first, second, ... */
  order: Uint32Array;
  /** Side of arm a for the question at position i of the study. */
  sideOfA(position: number): Side;
}

/**
 * @param questions number of questions that are shown (draws by construction are not)
 * @param rater 0 for the study's first rater, 1 for the second, ...
 */
export function raterPlan(questions: number, rater: number, seed: number): RaterPlan {
  const positions = (): Uint32Array => Uint32Array.from({ length: questions }, (_, i) => i);
  const order = shuffle(positions(), random(seed, `order|${rater}`));
  const couple = Math.floor(rater / 2);
  const dealt = shuffle(positions(), random(seed, `sides|${couple}`));
  return {
    order,
    sideOfA: (position) => ((dealt[position] + rater) % 2 === 0 ? 'left' : 'right'),
  };
}
