import { offlineQuestions } from '../questions/offline.ts';
import { selfcheck } from '../questions/selfcheck.ts';
import { whyItems } from '../questions/why.ts';
import type { AnswerContext, Answers } from './context.ts';

type Names = 'studies.why' | 'studies.offline' | 'studies.selfcheck';

export function studyAnswers({ home }: AnswerContext): Answers<Names> {
  return {
    'studies.why': (wanted) => whyItems(home, wanted),
    'studies.offline': async (wanted, { signal }) => ({
      questions: await offlineQuestions(home, wanted, signal),
    }),
    'studies.selfcheck': (wanted, { signal }) => selfcheck(home, wanted, signal),
  };
}
