/**
 * Labelled pairs in minibatches with shared negatives (PinSage, Ying et al., KDD 2018, section 3.2): each epoch deals
 * all pairs once, in an order that depends on (seed, epoch); a step's negatives depend on (seed, step).
 */
import { random, shuffle } from '../../evaluations/random.ts';
import { shareOf } from './batch.ts';
import type { ExampleSource } from './examples.ts';
import { sharedNegatives } from './negatives.ts';

export interface PairExamples {
  readonly pairs: { readonly query: Uint32Array; readonly item: Uint32Array };
  /** Items of the data set, from which the negatives are drawn. */
  readonly items: number;
  readonly batchSize: number;
  readonly negatives: number;
}

/** Examples `heads`, `tails` and `negatives`. */
export function pairExamples(
  { pairs: { query, item }, items, batchSize, negatives }: PairExamples,
  seed: number,
): ExampleSource {
  const stepsPerEpoch = Math.ceil(query.length / batchSize);
  let dealt = -1;
  let order = new Uint32Array(0);
  /** The present epoch's order is kept; a step of another costs a shuffle. */
  const orderOf = (epoch: number): Uint32Array => {
    if (dealt !== epoch) {
      order = shuffle(
        Uint32Array.from(query, (_, pair) => pair),
        random(seed, `order|${epoch}`),
      );
      dealt = epoch;
    }
    return order;
  };
  return {
    stepsPerEpoch,
    examples(step, part) {
      const epoch = Math.floor(step / stepsPerEpoch);
      const first = (step - epoch * stepsPerEpoch) * batchSize;
      const whole = orderOf(epoch).subarray(first, first + batchSize);
      const chosen = whole.subarray(...shareOf(whole.length, part));
      return {
        count: chosen.length,
        items: {
          heads: chosen.map((pair) => query[pair]),
          tails: chosen.map((pair) => item[pair]),
          negatives: sharedNegatives(items, negatives, random(seed, `negatives|${step}`)),
        },
      };
    },
  };
}
