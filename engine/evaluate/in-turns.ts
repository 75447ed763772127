import type { Parts } from '../../evaluations/parts.ts';

/** Milliseconds of work after which other work of this process gets its turn. */
const TURN = 8;

/** Runs a long computation in turns with the process's other work. @throws the signal's reason when aborted */
export async function inTurns<T>(parts: Parts<T>, signal: AbortSignal | undefined): Promise<T> {
  for (;;) {
    await breath(signal);
    const since = performance.now();
    do {
      const next = parts.next();
      if (next.done) return next.value;
    } while (performance.now() - since < TURN);
  }
}

/** A macrotask of pause, in which other work of this process gets its turn. */
export async function breath(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}
