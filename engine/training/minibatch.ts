import type { Random } from '../../evaluations/random.ts';
import type { PairRows } from '../model/max-margin-loss.ts';
import { sharedNegatives } from '../sampling/negatives.ts';

/** A step's items: each distinct one once in `seeds`; `positions` tells where heads, tails and negatives are there. */
export interface Minibatch {
  readonly seeds: Uint32Array;
  readonly positions: PairRows;
}

/** Puts together the minibatch of some pairs with `negatives` shared negatives drawn by `rng`. */
export function minibatch(
  pairs: { heads: Uint32Array; tails: Uint32Array },
  items: number,
  negatives: number,
  rng: Random,
): Minibatch {
  const position = new Map<number, number>();
  const place = (row: number): number => {
    let at = position.get(row);
    if (at === undefined) position.set(row, (at = position.size));
    return at;
  };
  const heads = pairs.heads.map(place);
  const tails = pairs.tails.map(place);
  const drawn = sharedNegatives(items, negatives, rng).map(place);
  return { seeds: Uint32Array.from(position.keys()), positions: { heads, tails, negatives: drawn } };
}
