import type { Random } from '../random.ts';

/**
 * How much an item (by id) really has to do with a query (by id): a whole number, 0 for nothing. It is the item's right
 * grade, but that no grade is over 3.
 */
export type Relatedness = (query: string, item: string) => number;

const BEST_GRADE = 3;

/**
 * A rater who knows the truth and says it with a given accuracy, else the opposite; "equal" where there is none.
 * Sees what a person sees: a query and one or more items on either side. The better side is the one whose items have
 * more to do with the query in all.
 */
export function scriptedChoice(
  { query, left, right }: { query: string; left: readonly string[]; right: readonly string[] },
  relatedness: Relatedness,
  accuracy: number,
  rng: Random,
): 'left' | 'right' | 'equal' {
  const inAll = (items: readonly string[]): number =>
    items.reduce((sum, item) => sum + relatedness(query, item), 0);
  const difference = inAll(left) - inAll(right);
  if (difference === 0) return 'equal';
  const isRight = rng.next() < accuracy;
  return difference > 0 === isRight ? 'left' : 'right';
}

/** Of a single item: the right grade, 0 to 3, with a given accuracy, else one of the others, each as likely. */
export function scriptedGrade(
  { query, item }: { query: string; item: string },
  relatedness: Relatedness,
  accuracy: number,
  rng: Random,
): number {
  const right = Math.min(BEST_GRADE, relatedness(query, item));
  if (rng.next() < accuracy) return right;
  const other = rng.below(BEST_GRADE);
  return other < right ? other : other + 1;
}
