import { askQueries } from '../../evaluations/design/ask-queries.ts';
import { compareAnswers } from '../../evaluations/design/compare-answers.ts';
import type { Answer } from '../../evaluations/design/question.ts';
import type { QuestionsWanted, StudyQuestions } from '../contract/questions.ts';
import { itemCard } from '../dataset/describe.ts';
import { answersOf } from '../runs/answers-of.ts';
import { differentData } from '../runs/disagreements.ts';
import { type OpenRun, openRun } from '../runs/open-run.ts';
import { queryRows } from '../runs/query-rows.ts';

/**
 * The questions of a study: queries drawn as the design says, and what each run answers to them.
 * @throws PinwiseError `different-data`, and those of `openRun`
 */
export async function drawQuestions(
  home: string,
  { runs, questions, seed, trial, k }: QuestionsWanted,
  signal?: AbortSignal,
): Promise<StudyQuestions> {
  const opened = runs.map((run) => openRun(home, run));
  const [{ dataset, summary: first }, ...others] = opened;
  const other = others.find(({ summary }) => summary.datasetFingerprint !== first.datasetFingerprint);
  if (other) throw differentData([first.name, other.summary.name]);
  const length = trial === 'lists' ? k : 1;
  const answers = async (run: OpenRun, rows: number[]): Promise<Answer[]> =>
    (await answersOf(run, rows, length, signal)).map((list, i) => ({
      query: itemCard(dataset, rows[i]),
      items: list.map(({ row }) => itemCard(dataset, row)),
    }));
  const asked = await askQueries(queryRows(dataset), questions, seed, async (rows) => {
    const found: Answer[][] = [];
    for (const run of opened) found.push(await answers(run, rows));
    return found;
  });
  return {
    dataset: dataset.manifest.name,
    arms: opened.map(armOf),
    comparisons: compareAnswers(asked).map(({ a, b, ...rest }) => ({ ...rest, a: [...a], b: [...b] })),
    gold: [],
    practice: [],
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
