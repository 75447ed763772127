/** What the steps of a training are about: pairs of items and their negatives, labelled items ... */
import type { Part, Positions } from './batch.ts';

export interface Examples {
  readonly count: number;
  /** Rows of items, by name: each becomes a seed, and the loss gets its position among the seeds under this name. */
  readonly items: Readonly<Record<string, Uint32Array>>;
  /** What the loss gets as it is, by name. */
  readonly values?: Positions;
}

export interface ExampleSource {
  readonly stepsPerEpoch: number;
  /** Those of a step (from 0, over all epochs) and part; depends on nothing that was asked before. */
  examples(step: number, part: Part): Examples;
}
