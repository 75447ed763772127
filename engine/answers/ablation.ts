import type { Ladder } from '../contract/ablation.ts';
import { ladderTable } from '../evaluate/ladder-table.ts';
import { planLadder } from '../evaluate/ladder.ts';
import type { AnswerContext, Answers } from './context.ts';

/** Cutoffs of the table's metrics. */
const KS = [10, 500];

export function ablationAnswers({ home, jobs }: AnswerContext): Answers<'ablation.plan' | 'ablation.table'> {
  /** A run that waits for its turn has no process yet, but is being worked on. */
  const withJobs = (ladder: Ladder): Ladder => ({
    ...ladder,
    runs: ladder.runs.map((one) =>
      one.run !== null && jobs.working('train', one.run) ? { ...one, state: 'running', error: null } : one,
    ),
  });
  return {
    'ablation.plan': (request) => withJobs(planLadder({ home, ...request })),
    'ablation.table': async (request, { signal }) => ({
      table: await ladderTable({ home, ladder: planLadder({ home, ...request }), ks: KS, signal }),
    }),
  };
}
