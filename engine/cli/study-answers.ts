import { askQueries } from '../../evaluations/design/ask-queries.ts';
import type { Answer } from '../../evaluations/design/question.ts';
import type { StudyArm, StudyDesign } from '../../evaluations/design/study-design.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { itemCard } from '../dataset/describe.ts';
import { answersOf } from '../runs/answers-of.ts';
import { differentData } from '../runs/disagreements.ts';
import { openRun } from '../runs/open-run.ts';
import type { OpenRun } from '../runs/open-run.ts';
import { queryRows } from '../runs/query-rows.ts';

export interface StudyAnswers {
  dataset: string;
  arms: [Omit<StudyArm, 'arm'>, Omit<StudyArm, 'arm'>];
  answersA: Answer[];
  answersB: Answer[];
}

/**
 * What both runs of a design answer to its queries.
 * @throws PinwiseError `different-data`, and those of `openRun`
 */
export async function studyAnswers(
  home: string,
  { runs, questions, seed, trial, k }: StudyDesign,
  signal: AbortSignal,
): Promise<StudyAnswers> {
  const [a, b] = runs.map((run) => openRun(home, run));
  if (a.summary.datasetFingerprint !== b.summary.datasetFingerprint) {
    throw differentData([a.summary.name, b.summary.name]);
  }
  const length = trial === 'pair' ? 1 : k;
  const answers = async (run: OpenRun, rows: number[]): Promise<Answer[]> =>
    (await answersOf(run, rows, length, signal)).map((list, i) => ({
      query: itemCard(run.dataset, rows[i]),
      items: list.map(({ row }) => itemCard(run.dataset, row)),
    }));
  const [answersA, answersB] = await askQueries(queryRows(a.dataset), questions, seed, async (rows) => [
    await answers(a, rows),
    await answers(b, rows),
  ]);
  return {
    dataset: nameOf(a.dataset),
    arms: [armOf(a), armOf(b)],
    answersA,
    answersB,
  };
}

const nameOf = ({ manifest }: Dataset): string => manifest.name;

const armOf = ({ summary, checkpoint }: OpenRun): Omit<StudyArm, 'arm'> => ({
  run: summary.name,
  preset: summary.preset,
  checkpoint,
});
