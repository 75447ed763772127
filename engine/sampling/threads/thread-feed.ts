/**
 * The consumer's end of the producers: step s is drawn by thread s mod W, so that the order, and with it every bit of
 * the result, is that of a trainer that draws for itself. Each thread may be two batches ahead.
 */
import type { Worker } from 'node:worker_threads';
import { PinwiseError } from '../../contract/rpc.ts';
import type { Batch, Part } from '../batch.ts';
import type { BatchFeed, FeedOptions } from '../batch-feed.ts';
import type { Emptied, Filled } from './messages.ts';
import { inSharedMemory, unpack } from './pack.ts';
import { startThread } from './start-thread.ts';

const SLOTS = 2;

export function threadFeed(options: FeedOptions & { part: Part }): BatchFeed {
  const { part, first, end, workers } = options;
  const spec = inSharedMemory(options.spec);
  const filled = new Map<number, Filled>();
  let failure: PinwiseError | undefined;
  let closing = false;
  let wake = (): void => {};
  const threads: Worker[] = [];

  const fail = (why: string, cause?: unknown): void => {
    failure ??= new PinwiseError(
      'sampler-failed',
      `a sampler thread ended unexpectedly (${why}); resume the run, or train with training.workers=0`,
      { cause },
    );
    wake();
  };
  for (let index = 0; index < workers; index++) {
    const thread = startThread({ spec, part, first: first + index, stride: workers, end, slots: SLOTS });
    thread.on('message', (message: Filled) => {
      filled.set(message.step, message);
      wake();
    });
    thread.on('error', (error: Error) => fail(error.message, error));
    thread.on('exit', (code) => closing || fail(`exit code ${code}`));
    threads.push(thread);
  }

  let step = first;
  return {
    async next(signal) {
      const from = performance.now();
      const stop = (): void => wake();
      signal?.addEventListener('abort', stop, { once: true });
      try {
        while (!filled.has(step)) {
          if (failure) throw failure;
          if (signal?.aborted) throw new PinwiseError('cancelled', 'cancelled');
          await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        signal?.removeEventListener('abort', stop);
      }
      const { slot, buffer, packed, sampleSeconds, idleSeconds } = filled.get(step)!;
      filled.delete(step);
      const thread = threads[(step - first) % workers];
      step++;
      return {
        ...{ batch: unpack(packed, buffer) as Batch, sampleSeconds, idleSeconds },
        waitSeconds: (performance.now() - from) / 1000,
        release: () => thread.postMessage({ slot } satisfies Emptied),
      };
    },
    async close() {
      closing = true;
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}
