import { dueTurns } from '../turns.ts';
import type { OpenRun } from './open-run.ts';
import { recommend } from './recommend.ts';
import type { Answer } from './recommend.ts';

/**
 * The top `k` of each of `rows`, in their order, asked one by one. Goes on answering others meanwhile.
 * @throws PinwiseError `bad-row`; `cancelled` when the signal was aborted
 */
export async function answersOf(
  run: OpenRun,
  rows: readonly number[],
  k: number,
  signal?: AbortSignal,
): Promise<Answer[][]> {
  const answers: Answer[][] = [];
  const rest = dueTurns(signal);
  for (const row of rows) {
    const turn = rest();
    if (turn) await turn;
    answers.push(recommend(run, [row], k));
  }
  return answers;
}
