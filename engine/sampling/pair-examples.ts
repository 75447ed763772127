/**
 * Labelled pairs in minibatches with shared negatives (PinSage, Ying et al., KDD 2018, section 3.2): each epoch deals
 * all pairs once, in an order that depends on (seed, epoch); a step's negatives depend on (seed, step).
 *
 * With hard negatives, by the paper's curriculum: none in the first epoch, n - 1 for each pair in epoch n, up to `most`;
 * those of a pair depend on (seed, epoch, pair), so that a part of a minibatch has the same as the whole.
 */
import { random } from '../../evaluations/random.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import { epochDeal } from './epoch-deal.ts';
import type { Examples, ExampleSource } from './examples.ts';
import { hardNegatives } from './hard-negatives.ts';
import type { HardNegativeOptions } from './hard-negatives.ts';
import { sharedNegatives } from './negatives.ts';

export interface PairExamples {
  readonly pairs: { readonly query: Uint32Array; readonly item: Uint32Array };
  /** Items of the data set, from which the negatives are drawn. */
  readonly items: number;
  readonly batchSize: number;
  readonly negatives: number;
  /** Default: none. */
  readonly hard?: HardNegativeOptions & { readonly graph: BipartiteGraph; readonly most: number };
}

/** Hard negatives of a pair in `epoch` (from 0): n - 1 in epoch n. */
export const curriculum = (epoch: number, most: number): number => Math.min(epoch, most);

/**
 * Examples `heads`, `tails` and `negatives`; with hard ones also `hard`, and `hardIndptr` (pairs + 1) among the values:
 * pair p has hard[hardIndptr[p] .. hardIndptr[p + 1]).
 */
export function pairExamples(
  { pairs, items, batchSize, negatives, hard }: PairExamples,
  seed: number,
): ExampleSource {
  const { query, item } = pairs;
  const related = hard && hardNegatives(hard.graph, pairs, hard, seed);
  const all = Uint32Array.from(query, (_, pair) => pair);
  const { stepsPerEpoch, dealt } = epochDeal(all, batchSize, seed);
  const withHard = (chosen: Uint32Array, epoch: number, examples: Examples): Examples => {
    if (!related) return examples;
    const most = curriculum(epoch, hard.most);
    const indptr = new Uint32Array(chosen.length + 1);
    const drawn: number[] = [];
    for (const [p, pair] of chosen.entries()) {
      if (most > 0) drawn.push(...related.draw(query[pair], most, random(seed, `hard|${epoch}|${pair}`)));
      indptr[p + 1] = drawn.length;
    }
    return {
      ...examples,
      items: { ...examples.items, hard: Uint32Array.from(drawn) },
      values: { hardIndptr: indptr },
    };
  };
  return {
    stepsPerEpoch,
    examples(step, part) {
      const { epoch, chosen } = dealt(step, part);
      return withHard(chosen, epoch, {
        count: chosen.length,
        items: {
          heads: chosen.map((pair) => query[pair]),
          tails: chosen.map((pair) => item[pair]),
          negatives: sharedNegatives(items, negatives, random(seed, `negatives|${step}`)),
        },
      });
    },
  };
}
