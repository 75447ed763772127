import { askQueries } from '../../evaluations/design/ask-queries.ts';
import { compareAnswers } from '../../evaluations/design/compare-answers.ts';
import { type Answer, type StudyItem, shownLength } from '../../evaluations/design/question.ts';
import { frameSize, sampleComparisons } from '../../evaluations/design/sample-comparisons.ts';
import type { QuestionsWanted, StudyQuestions } from '../contract/questions.ts';
import { answersOf } from '../runs/answers-of.ts';
import { differentData } from '../runs/disagreements.ts';
import { type OpenRun, openRun } from '../runs/open-run.ts';
import { queryRows } from '../runs/query-rows.ts';
import { itemCovariates } from './item-covariates.ts';
import { knownQuestions } from './known-questions.ts';
import { strataRule } from './strata.ts';
import { studyItem } from './study-item.ts';

/**
 * The questions of a study: queries drawn as the design says, what each run answers to them, and questions with a
 * known answer. Fewer of either where the data has no more; the same for the same runs, data and design.
 * @throws PinwiseError `different-data`, `no-categories`, and those of `openRun`
 */
export async function drawQuestions(
  home: string,
  { runs, questions, seed, trial, k, sampling, gold, practice }: QuestionsWanted,
  signal?: AbortSignal,
): Promise<StudyQuestions> {
  const opened = runs.map((run) => openRun(home, run));
  const [{ dataset, summary: first }, ...others] = opened;
  const other = others.find(({ summary }) => summary.datasetFingerprint !== first.datasetFingerprint);
  if (other) throw differentData([first.name, other.summary.name]);
  const length = shownLength({ trial, k });
  const rule = strataRule(home, dataset, sampling);
  const answers = async (run: OpenRun, rows: number[]): Promise<Answer[]> =>
    (await answersOf(run, rows, length, signal)).map((list, i) => ({
      query: studyItem(home, dataset, rows[i]),
      items: list.map(({ row }) => studyItem(home, dataset, row)),
    }));
  const wanted = rule ? frameSize(questions) : questions;
  const asked = await askQueries(queryRows(dataset), wanted, seed, async (rows) => {
    const found: Answer[][] = [];
    for (const run of opened) found.push(await answers(run, rows));
    return found;
  });
  const compared = compareAnswers(asked);
  const comparisons = rule ? sampleComparisons(compared, { questions, seed, ...rule }) : compared;
  const known = await knownQuestions(
    home,
    opened,
    { practice, gold, length, seed, asked: new Set(comparisons.map(({ query }) => query.id)) },
    signal,
  );
  const rowOf = ({ id }: StudyItem): number => dataset.items.find(id);
  const covariatesOf = (query: StudyItem, item: StudyItem) =>
    itemCovariates(dataset, rowOf(query), rowOf(item));
  const copied = (of: readonly StudyItem[]): StudyItem[] => [...of];
  const plain = (list: typeof known.gold) =>
    list.map(({ query, better, worse }) => ({ query, better: copied(better), worse: copied(worse) }));
  return {
    dataset: dataset.manifest.name,
    arms: opened.map(armOf),
    comparisons: comparisons.map(({ a, b, ...rest }) => ({
      ...rest,
      ...{ a: copied(a), b: copied(b) },
      covariates: { a: covariatesOf(rest.query, a[0]), b: covariatesOf(rest.query, b[0]) },
    })),
    gold: plain(known.gold),
    practice: plain(known.practice),
  };
}

function armOf({ summary, checkpoint, dataset: { manifest } }: OpenRun): StudyQuestions['arms'][number] {
  const { name, preset, config, seed, backend, codeVersion } = summary;
  return {
    ...{ run: name, preset, checkpoint },
    lineage: {
      ...{ config, seed, backend, version: codeVersion },
      data: manifest.fingerprint,
      split: manifest.split ?? null,
    },
  };
}
