import { random, shuffle } from '../../evaluations/random.ts';
import { shareOf } from './batch.ts';
import type { Part } from './batch.ts';

/** Deals things to the steps of an epoch: all of them once, in an order that depends on (seed, epoch). */
export interface EpochDeal {
  readonly stepsPerEpoch: number;
  /** What belongs to a step, or to a part of it; and the step's epoch, from 0. */
  dealt(step: number, part: Part): { epoch: number; chosen: Uint32Array };
}

/** The present epoch's order is kept; a step of another costs a shuffle. */
export function epochDeal(things: Uint32Array, batchSize: number, seed: number): EpochDeal {
  const stepsPerEpoch = Math.ceil(things.length / batchSize);
  let present = -1;
  let order = new Uint32Array(0);
  return {
    stepsPerEpoch,
    dealt(step, part) {
      const epoch = Math.floor(step / stepsPerEpoch);
      if (present !== epoch) {
        order = shuffle(Uint32Array.from(things), random(seed, `order|${epoch}`));
        present = epoch;
      }
      const first = (step - epoch * stepsPerEpoch) * batchSize;
      const whole = order.subarray(first, first + batchSize);
      return { epoch, chosen: whole.slice(...shareOf(whole.length, part)) };
    },
  };
}
