/**
 * Positive pairs of GraphSAGE without labels (Hamilton et al., NeurIPS 2017, section 3.2 and appendix A): from every
 * item start `walks` random walks of `length` hops in each epoch, each hop to a uniform neighbour; each item that a
 * walk visits makes a pair with its start, the start itself excepted.
 *
 * Nothing is stored: pair number i of an epoch is the h-th visit of the w-th walk of an item, where (w, h) goes round
 * in passes and each pass deals the items in an order of its own. A walk's hops depend on (seed, epoch, item, w). So
 * a step draws its own pairs, on graphs of any size, in any order of asking.
 * Deviation: the paper's 50 walks of length 5 are made once and passed over once; here an epoch makes new ones.
 */
import { random, shuffle } from '../../evaluations/random.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import { shareOf } from './batch.ts';
import { degreeNegatives } from './degree-negatives.ts';
import type { ExampleSource } from './examples.ts';
import type { Neighborhoods } from './neighborhoods.ts';
import { pathCounts } from './uniform-neighbors.ts';

export interface WalkPairOptions {
  /** Walks from each item in an epoch. */
  readonly walks: number;
  /** Hops of a walk. */
  readonly length: number;
  readonly batchSize: number;
  readonly seed: number;
}

export interface WalkPairs {
  readonly stepsPerEpoch: number;
  /** Pairs of a step, counted from 0 over all epochs; at most `batchSize`, fewer where walks come back. */
  step(step: number): { heads: Uint32Array; tails: Uint32Array };
}

/** Steps of an epoch: every walk and hop of every item that has a neighbour, `batchSize` at a time. */
export function walkSteps(
  starts: number,
  { walks, length, batchSize }: Pick<WalkPairOptions, 'walks' | 'length' | 'batchSize'>,
): number {
  return Math.ceil((starts * walks * length) / batchSize);
}

export interface WalkExamples extends Omit<WalkPairOptions, 'seed'> {
  readonly graph: BipartiteGraph;
  /** Q, shared by a minibatch. */
  readonly negatives: number;
}

/** Examples `heads`, `tails` and `negatives`; the negatives of a step depend on (seed, step). */
export function walkExamples(
  { graph, negatives, ...options }: WalkExamples,
  neighborhoods: Neighborhoods,
  seed: number,
): ExampleSource {
  const pairs = walkPairs(neighborhoods, walkStarts(graph), { ...options, seed });
  const draw = degreeNegatives(graph);
  return {
    stepsPerEpoch: pairs.stepsPerEpoch,
    examples(step, part) {
      const { heads, tails } = pairs.step(step);
      const share = shareOf(heads.length, part);
      return {
        count: share[1] - share[0],
        items: {
          heads: heads.slice(...share),
          tails: tails.slice(...share),
          negatives: draw(negatives, random(seed, `negatives|${step}`)),
        },
      };
    },
  };
}

/** Items that have a neighbour, ascending. */
export function walkStarts(graph: BipartiteGraph): Uint32Array {
  const counts = pathCounts(graph);
  return Uint32Array.from(counts.keys()).filter((item) => counts[item] > 0);
}

/** @param starts items that have a neighbour, ascending */
export function walkPairs(
  neighborhoods: Neighborhoods,
  starts: Uint32Array,
  options: WalkPairOptions,
): WalkPairs {
  const { walks, length, batchSize, seed } = options;
  const perEpoch = starts.length * walks * length;
  const stepsPerEpoch = walkSteps(starts.length, options);
  const orders = new Map<string, Uint32Array>();

  /** The items in the order of a pass; the last two passes stay at hand. */
  const order = (epoch: number, pass: number): Uint32Array => {
    const stream = `walk order|${epoch}|${pass}`;
    let found = orders.get(stream);
    if (!found) {
      if (orders.size > 1) orders.delete(orders.keys().next().value!);
      orders.set(stream, (found = shuffle(starts.slice(), random(seed, stream))));
    }
    return found;
  };

  const visit = (item: number, epoch: number, walk: number, hop: number): number => {
    const rng = random(seed, `walk|${epoch}|${item}|${walk}`);
    let at = item;
    for (let i = 0; i <= hop; i++) {
      const available = neighborhoods.ensure(at);
      if (available === 0) break;
      at = neighborhoods.neighbors[at * neighborhoods.width + rng.below(available)];
    }
    return at;
  };

  return {
    stepsPerEpoch,
    step(step) {
      const epoch = Math.floor(step / stepsPerEpoch);
      const from = (step % stepsPerEpoch) * batchSize;
      const heads: number[] = [];
      const tails: number[] = [];
      const add = (hopOf: (pass: number) => number): void => {
        for (let i = from; i < Math.min(perEpoch, from + batchSize); i++) {
          const pass = Math.floor(i / starts.length);
          const head = order(epoch, pass)[i % starts.length];
          const tail = visit(head, epoch, Math.floor(pass / length), hopOf(pass));
          if (tail === head) continue;
          heads.push(head);
          tails.push(tail);
        }
      };
      add((pass) => pass % length);
      // Where all walks of a step came back (items that know only each other), their first visits make the pairs.
      if (heads.length === 0) add(() => 0);
      return { heads: Uint32Array.from(heads), tails: Uint32Array.from(tails) };
    },
  };
}
