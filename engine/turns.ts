/**
 * Giving way: a computation blocks the event loop, so a long one goes in turns with the other work of its process
 * (messages, progress, the answers to other callers), and hears there that it was cancelled.
 */
import type { Parts } from '../evaluations/parts.ts';
import { PinwiseError } from './contract/rpc.ts';

/** Milliseconds of computing after which other work gets its turn. */
const TURN = 10;

/** Other work's turn: one macrotask. @throws PinwiseError `cancelled` when the signal was aborted */
export async function turn(signal?: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  stopIfAborted(signal);
}

/**
 * For a loop of many cheap steps, which calls what this gives in each: `undefined` most of the time (await nothing:
 * that would cost more than the step), a turn to await whenever one is due.
 * @throws PinwiseError `cancelled` in the next step when the signal was aborted
 */
export function dueTurns(signal?: AbortSignal): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    stopIfAborted(signal);
    if (performance.now() - since < TURN) return undefined;
    return turn(signal).then(() => void (since = performance.now()));
  };
}

/** Runs all parts, a turn before each stretch of them. @throws PinwiseError `cancelled` when the signal was aborted */
export async function inTurns<T>(parts: Parts<T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    await turn(signal);
    const since = performance.now();
    do {
      const next = parts.next();
      if (next.done) return next.value;
    } while (performance.now() - since < TURN);
  }
}

function stopIfAborted(signal?: AbortSignal): void {
  if (signal?.aborted) throw new PinwiseError('cancelled', 'cancelled');
}
