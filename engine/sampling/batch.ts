/**
 * A training step as data: all that forward pass and loss need, drawn and gathered before any tensor is made, so that
 * it can be made on another thread and split over several devices.
 *
 *   draw(step, part) is a pure function of (data, configuration, seed, step, part): whoever asks, in whatever order,
 *   gets the same bytes
 */
import type { Block } from './blocks.ts';

/** What the loss reads, by name: positions among the seeds (heads, tails, negatives ...), or values as they are. */
export type Positions = Readonly<Record<string, Uint32Array | Int32Array | Float32Array>>;

export interface Batch {
  /** Examples: pairs, labelled nodes. */
  readonly count: number;
  /** Layer 0 first; the last one's destinations are the seeds. None for models that look at each item alone. */
  readonly blocks: readonly Block[];
  /** Features (rows, F) as the model is fed with them, dropout applied; rows = blocks[0].nodes, or the seeds. */
  readonly input: { readonly rows: Uint32Array; readonly data: Float32Array };
  readonly positions: Positions;
}

/** One of several equal shares of a minibatch. */
export interface Part {
  readonly index: number;
  readonly of: number;
}

export const WHOLE: Part = { index: 0, of: 1 };

export interface BatchSampler {
  /**
   * The minibatch of `step`, counted from 0 over all epochs. With a part, its share of the whole minibatch's examples;
   * what all examples share (negatives) stays whole, so that the gradients of the parts, weighted by the terms of
   * their losses, average to the gradient of the whole.
   */
  draw(step: number, part?: Part): Batch;
}

/** Where the share of `count` examples begins and ends. */
export function shareOf(count: number, { index, of }: Part): [from: number, to: number] {
  return [Math.floor((count * index) / of), Math.floor((count * (index + 1)) / of)];
}
