/** The max-margin loss as the objective of a training on labelled pairs with shared negatives. */
import { gatherRows } from '../backend/gather-rows.ts';
import { maxMarginLoss } from './max-margin-loss.ts';
import type { PairRows } from './max-margin-loss.ts';
import type { Objective } from './objective.ts';

/** Reads the positions `heads`, `tails` and `negatives`. */
export function maxMargin(margin: number): Objective {
  return {
    parameters: [],
    loss(z, { positions }) {
      const { heads, tails, negatives } = positions as unknown as PairRows;
      const [q, i, n] = [heads, tails, negatives].map((rows) => gatherRows(z, rows));
      return maxMarginLoss(q, i, n, { heads, tails, negatives }, margin);
    },
  };
}
