/** Where a trainer gets its minibatches from, in the order of the steps: from itself, or from threads. */
import { PinwiseError } from '../contract/rpc.ts';
import { WHOLE } from './batch.ts';
import type { Batch, Part } from './batch.ts';
import { samplerOf } from './sampler-of.ts';
import type { SamplerSpec } from './sampler-of.ts';
import { threadFeed } from './threads/thread-feed.ts';

export interface FedBatch {
  readonly batch: Batch;
  /** Seconds that drawing took, here or on a thread. */
  readonly sampleSeconds: number;
  /** Seconds that the trainer waited for it; all of the drawing where it draws itself. */
  readonly waitSeconds: number;
  /** Seconds that the thread had waited for room. */
  readonly idleSeconds: number;
  /** To be called when nothing reads the batch any more. */
  release(): void;
}

export interface BatchFeed {
  /** The next step's batch. @throws PinwiseError `sampler-failed`, `cancelled` when `signal` aborts */
  next(signal?: AbortSignal): Promise<FedBatch>;
  /** Ends the threads; returns when they are gone. */
  close(): Promise<void>;
}

export interface FeedOptions {
  readonly spec: SamplerSpec;
  readonly part?: Part;
  /** Steps [first, end). */
  readonly first: number;
  readonly end: number;
  /** Threads; 0: the trainer draws for itself. */
  readonly workers: number;
}

export function openFeed(options: FeedOptions): BatchFeed {
  const { spec, part = WHOLE, first, end } = options;
  const workers = Math.min(options.workers, end - first);
  return workers > 0 ? threadFeed({ ...options, part, workers }) : ownFeed(spec, part, first);
}

function ownFeed(spec: SamplerSpec, part: Part, first: number): BatchFeed {
  const sampler = samplerOf(spec);
  let step = first;
  return {
    next(signal) {
      if (signal?.aborted) throw new PinwiseError('cancelled', 'cancelled');
      const from = performance.now();
      const batch = sampler.draw(step++, part);
      const seconds = (performance.now() - from) / 1000;
      return Promise.resolve({
        ...{ batch, sampleSeconds: seconds, waitSeconds: seconds, idleSeconds: 0 },
        release: () => {},
      });
    },
    close: () => Promise.resolve(),
  };
}
