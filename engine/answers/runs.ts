import type { RunSummary } from '../contract/runs.ts';
import { contextCard, itemCard } from '../dataset/describe.ts';
import { evaluateRuns } from '../evaluate/evaluate-runs.ts';
import { presets } from '../model/presets.ts';
import { foundOf } from '../retrieval/recall.ts';
import { contextItems } from '../runs/context-items.ts';
import { disagreements } from '../runs/disagreements.ts';
import { estimateRun } from '../runs/estimate-run.ts';
import { listRuns, removeRun, runBusy, runDetail } from '../runs/list-runs.ts';
import { openRun } from '../runs/open-run.ts';
import { recommendForMany } from '../runs/recommend.ts';
import { runIndex } from '../runs/run-index.ts';
import type { AnswerContext, Answers } from './context.ts';

/** Items of a query that are told again with the answers. */
const queryShown = 100;

type Names =
  | 'presets.list'
  | 'runs.list'
  | 'runs.show'
  | 'runs.remove'
  | 'runs.estimate'
  | 'runs.recommend'
  | 'runs.disagreements'
  | 'runs.evaluate';

export function runAnswers({ home, jobs, changed }: AnswerContext): Answers<Names> {
  /** A run that waits for its turn has no process yet, but is being worked on. */
  const withJob = (summary: RunSummary): RunSummary =>
    jobs.working('train', summary.name) ? { ...summary, state: 'running', error: null } : summary;

  return {
    'presets.list': () => [...presets],
    'runs.list': () => listRuns(home).map(withJob),
    'runs.show': ({ name }) => {
      const detail = runDetail(home, name);
      return { ...detail, summary: withJob(detail.summary) };
    },
    'runs.remove': ({ name }) => {
      if (jobs.working('train', name)) throw runBusy(name);
      removeRun(home, name);
      changed.runs();
      return {};
    },
    'runs.estimate': ({ dataset, preset, config }) => estimateRun(home, dataset, preset, config),
    'runs.recommend': async ({ name, rows, context, k, index: kind }, { signal }) => {
      const run = openRun(home, name);
      const { dataset } = run;
      const asked = context === undefined ? (rows ?? []) : contextItems(dataset, context);
      const exact = await recommendForMany(run, asked, k, { signal });
      // An index is made for all later questions too: that this one was taken back stops nothing.
      const index = kind === 'exact' || !run.embeddings ? null : await runIndex(home, run, kind);
      const answers = index ? await recommendForMany(run, asked, k, { index, signal }) : exact;
      return {
        query: asked.slice(0, queryShown).map((row) => itemCard(dataset, row)),
        context: context === undefined ? null : contextCard(dataset, dataset.contexts.find(context)),
        items: answers.map(({ row, score }) => ({ item: itemCard(run.dataset, row), score })),
        recall: index && exact.length > 0 ? foundOf(answers, exact.at(-1)!.score) / exact.length : null,
      };
    },
    'runs.disagreements': async ({ a, b, ...options }, { signal }) => {
      const run = openRun(home, a);
      const { queries, ...rest } = await disagreements(run, openRun(home, b), { ...options, signal });
      return {
        ...rest,
        queries: queries.map(({ row, overlap }) => ({ item: itemCard(run.dataset, row), overlap })),
      };
    },
    'runs.evaluate': ({ runs, split, ks }, { signal }) => evaluateRuns({ home, runs, split, ks, signal }),
  };
}
