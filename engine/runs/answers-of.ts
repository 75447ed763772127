import { setImmediate as breath } from 'node:timers/promises';
import type { OpenRun } from './open-run.ts';
import { recommend } from './recommend.ts';
import type { Answer } from './recommend.ts';

/** Milliseconds of scoring after which other work of this process gets its turn. */
const TURN = 10;

/**
 * The top `k` of each of `rows`, in their order, asked one by one. Goes on answering others meanwhile.
 * @throws PinwiseError `bad-row`; the signal's reason when aborted
 */
export async function answersOf(
  run: OpenRun,
  rows: readonly number[],
  k: number,
  signal?: AbortSignal,
): Promise<Answer[][]> {
  const answers: Answer[][] = [];
  let since = performance.now();
  for (const row of rows) {
    if (performance.now() - since > TURN) {
      await breath();
      since = performance.now();
    }
    signal?.throwIfAborted();
    answers.push(recommend(run, [row], k));
  }
  return answers;
}
