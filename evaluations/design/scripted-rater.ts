import type { Random } from '../random.ts';

/** How much an item (by id) really has to do with a query (by id); only the order counts. */
export type Relatedness = (query: string, item: string) => number;

/**
 * A rater who knows the truth and says it with a given accuracy, else the opposite; "equal" where there is none.
 * Sees what a person sees: a query and an item on either side.
 */
export function scriptedChoice(
  { query, left, right }: { query: string; left: string; right: string },
  relatedness: Relatedness,
  accuracy: number,
  rng: Random,
): 'left' | 'right' | 'equal' {
  const difference = relatedness(query, left) - relatedness(query, right);
  if (difference === 0) return 'equal';
  const isRight = rng.next() < accuracy;
  return difference > 0 === isRight ? 'left' : 'right';
}
