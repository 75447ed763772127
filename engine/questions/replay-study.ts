/**
 * Makes the questions of a study again, from its runs, their checkpoints, the data set and the seed: what every vote
 * is traced back to.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type QuestionDifference,
  questionDifferences,
} from '../../evaluations/design/question-differences.ts';
import { type Question, makeQuestions } from '../../evaluations/design/question.ts';
import type { StudyArm, StudyDesign } from '../../evaluations/design/study-design.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { verifyCandidates } from '../evaluate/candidates.ts';
import { runSummary } from '../runs/list-runs.ts';
import { openRun } from '../runs/open-run.ts';
import { runFolder } from '../runs/run-files.ts';
import { drawQuestions } from './draw-questions.ts';

export interface FrozenStudy {
  name: string;
  design: StudyDesign;
  arms: readonly StudyArm[];
  questions: readonly Question[];
}

/**
 * @returns how many questions were made again, and where they differ from those that are stored
 * @throws PinwiseError `run-gone`, `checkpoint-changed`, `data-changed`, and those of `openRun`
 */
export async function replayStudy(
  home: string,
  { name, design, arms, questions }: FrozenStudy,
  signal?: AbortSignal,
): Promise<{ questions: number; differences: QuestionDifference[] }> {
  for (const arm of arms) checkArm(home, name, arm);
  const { comparisons, gold, practice } = await drawQuestions(home, design, signal);
  const now = makeQuestions(comparisons, design, { gold, practice });
  // Before lineage was kept, items had no text.
  const text = arms.some(({ lineage }) => lineage !== null);
  return { questions: now.length, differences: questionDifferences(questions, now, { text }) };
}

function checkArm(home: string, study: string, { run, checkpoint, lineage }: StudyArm): void {
  let now: string | null;
  try {
    now = runSummary(home, run).checkpoint;
  } catch (cause) {
    if (!(cause instanceof PinwiseError) || cause.code !== 'no-run') throw cause;
    throw new PinwiseError(
      'run-gone',
      `study ${study} was made from run ${run}, which is gone: its questions cannot be made again`,
      { cause },
    );
  }
  if (now !== checkpoint) throw otherCheckpoint(study, run, checkpoint, now);
  const { dataset } = openRun(home, run);
  if (lineage && lineage.data !== dataset.manifest.fingerprint)
    throw otherData(study, run, dataset.manifest.name);
  verifyCandidates(dataset);
  const model = join(runFolder(home, run), 'model.safetensors');
  if (!existsSync(model)) return;
  const found = createHash('sha256').update(readFileSync(model)).digest('hex');
  if (found !== checkpoint) throw otherCheckpoint(study, run, checkpoint, found);
}

const short = (hash: string | null): string => (hash === null ? 'none yet' : `${hash.slice(0, 12)}…`);

const otherCheckpoint = (study: string, run: string, then: string, now: string | null): PinwiseError =>
  new PinwiseError(
    'checkpoint-changed',
    `study ${study} was made from checkpoint ${short(then)} of run ${run}; that run's checkpoint is now ${short(now)}: ` +
      'train it again with the configuration and seed that the study keeps',
  );

const otherData = (study: string, run: string, dataset: string): PinwiseError =>
  new PinwiseError(
    'data-changed',
    `study ${study} was made when run ${run} stood on other data than data set ${dataset} is now; import the same data again`,
  );
