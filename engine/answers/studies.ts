import { itemCard } from '../dataset/describe.ts';
import { offlineQuestions } from '../questions/offline.ts';
import { selfcheck } from '../questions/selfcheck.ts';
import { whyItems } from '../questions/why.ts';
import { openRun } from '../runs/open-run.ts';
import type { AnswerContext, Answers } from './context.ts';

type Names = 'studies.why' | 'studies.items' | 'studies.offline' | 'studies.selfcheck';

export function studyAnswers({ home }: AnswerContext): Answers<Names> {
  return {
    'studies.why': (wanted) => whyItems(home, wanted),
    'studies.items': ({ run, ids }) => {
      const { dataset } = openRun(home, run);
      const rows = ids.map((id) => dataset.items.find(id)).filter((row) => row >= 0);
      return { items: rows.map((row) => itemCard(dataset, row)) };
    },
    'studies.offline': async (wanted, { signal }) => ({
      questions: await offlineQuestions(home, wanted, signal),
    }),
    'studies.selfcheck': (wanted, { signal }) => selfcheck(home, wanted, signal),
  };
}
