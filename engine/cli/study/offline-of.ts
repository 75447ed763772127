/** What offline metrics say of a study's questions, where its runs and their data are still there. */
import type { JudgedStudy } from '../../../evaluations/analysis/judged-study.ts';
import { PinwiseError } from '../../contract/rpc.ts';
import type { OfflineQuestion } from '../../contract/study-answers.ts';
import { offlineQuestions } from '../../questions/offline.ts';
import { openRun } from '../../runs/open-run.ts';

/** Scores that a report may compute: more would keep people waiting. */
const MOST_SCORES = 1e8;

export interface Offline {
  /** Null where there is none, with the reason. */
  offline: OfflineQuestion[] | null;
  offline_reason: string | null;
}

export async function offlineOf(
  home: string,
  { arms, questions }: Pick<JudgedStudy, 'arms' | 'questions'>,
  signal: AbortSignal,
): Promise<Offline> {
  const none = (offline_reason: string): Offline => ({ offline: null, offline_reason });
  try {
    for (const { run, checkpoint } of arms) {
      const opened = openRun(home, run);
      if (opened.checkpoint !== checkpoint) return none(`run ${run} was trained again since`);
      if (2 * opened.dataset.items.count * questions.length > MOST_SCORES) {
        return none('so many questions about so many items take long: ask for them in the window');
      }
    }
    const asked = questions.map(({ question, pair, query }) => ({ question, pair, query: query.id }));
    const runs = arms.map(({ run }) => run);
    return {
      offline: await offlineQuestions(home, { runs, questions: asked }, signal),
      offline_reason: null,
    };
  } catch (error) {
    if (!(error instanceof PinwiseError) || error.code === 'cancelled') throw error;
    return none(error.message);
  }
}
