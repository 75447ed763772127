/**
 * Negatives shared by a whole minibatch (PinSage, Ying et al. 2018, section 3.2): `count` items drawn uniformly with
 * replacement. The loss leaves out, pair by pair, a negative that is the pair's own query or positive.
 */
import type { Random } from '../../evaluations/random.ts';

export function sharedNegatives(items: number, count: number, rng: Random): Uint32Array {
  return Uint32Array.from({ length: count }, () => rng.below(items));
}
