import { setImmediate as macrotask } from 'node:timers/promises';

/** Milliseconds of computing after which other callers get their turn. */
const TURN = 10;

/** Await it in a loop: gives way to other work when it is time, and throws the signal's reason when aborted. */
export function pace(signal?: AbortSignal): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < TURN) return undefined;
    return macrotask().then(() => {
      signal?.throwIfAborted();
      since = performance.now();
    });
  };
}
