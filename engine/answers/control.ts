import { itemCard } from '../dataset/describe.ts';
import { openDataset } from '../dataset/open-dataset.ts';
import { exportRun } from '../export/export-run.ts';
import { answersOf } from '../runs/answers-of.ts';
import { openRun } from '../runs/open-run.ts';
import { queryRows } from '../runs/query-rows.ts';
import type { AnswerContext, Answers } from './context.ts';
import { addImport } from './jobs.ts';

type Names = 'jobs.importFolder' | 'runs.export' | 'runs.answers' | 'datasets.queries';

/** What only the owner of the engine may ask. */
export function controlAnswers({ home, jobs }: AnswerContext): Answers<Names> {
  return {
    'jobs.importFolder': ({ path, name, onError }) => addImport(jobs, { source: path, name, onError }),
    'runs.export': async ({ name, to }) => ({ files: await exportRun(home, name, to) }),
    'runs.answers': async ({ name, rows, k }, { signal }) => {
      const run = openRun(home, name);
      const { checkpoint, dataset } = run;
      const lists = await answersOf(run, rows, k, signal);
      return {
        checkpoint,
        dataset: dataset.manifest.name,
        answers: lists.map((list, i) => ({
          query: itemCard(dataset, rows[i]),
          items: list.map(({ row }) => itemCard(dataset, row)),
        })),
      };
    },
    'datasets.queries': ({ name }) => ({ rows: queryRows(openDataset(home, name)) }),
  };
}
