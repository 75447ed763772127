/** What a trainer and its sampler threads tell each other. */
import type { Part } from '../batch.ts';
import type { SamplerSpec } from '../sampler-of.ts';

/** What a thread starts with. It draws the steps first, first + stride, first + 2 stride ... below `end`. */
export interface ThreadTask {
  /** Its large arrays lie in shared memory. */
  readonly spec: SamplerSpec;
  readonly part: Part;
  readonly first: number;
  readonly stride: number;
  readonly end: number;
  /** Batches that may lie finished before the trainer gives one back. */
  readonly slots: number;
}

/** Thread to trainer: a batch lies in `buffer`, which is the trainer's until it gives back `slot`. */
export interface Filled {
  readonly step: number;
  readonly slot: number;
  readonly buffer: SharedArrayBuffer;
  /** The batch without its arrays, see pack.ts. */
  readonly packed: unknown;
  readonly sampleSeconds: number;
  /** How long the thread had waited for room before it drew this. */
  readonly idleSeconds: number;
}

/** Trainer to thread. */
export interface Emptied {
  readonly slot: number;
}
