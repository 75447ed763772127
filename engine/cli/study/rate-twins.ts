/** A study of two twins, made, rated by scripts and reported in a store as any other study. */
import { setImmediate as breath } from 'node:timers/promises';
import { CHOICES, type Choice } from '../../../evaluations/analysis/judgement.ts';
import type { StudyReport } from '../../../evaluations/analysis/study-report.ts';
import { compareAnswers } from '../../../evaluations/design/compare-answers.ts';
import type { Answer, TrialKind } from '../../../evaluations/design/question.ts';
import {
  type Relatedness,
  scriptedChoice,
  scriptedGrade,
} from '../../../evaluations/design/scripted-rater.ts';
import { type Random, random } from '../../../evaluations/random.ts';
import { createStudy } from '../../../evaluations/records/create-study.ts';
import { recordJudgement } from '../../../evaluations/records/judgements.ts';
import type { Records } from '../../../evaluations/records/open-records.ts';
import { type Trial, raterTurn } from '../../../evaluations/records/rater-turn.ts';
import { closeStudy } from '../../../evaluations/records/studies.ts';
import { studyReport } from '../../../evaluations/records/study-report.ts';

export interface TwinStudy {
  name: string;
  runs: [string, string];
  answers: [Answer[], Answer[]];
  arm: { preset: string; checkpoint: string };
  dataset: string;
  trial: TrialKind;
  k: number;
  judgements: number;
  consensus: number;
  seed: number;
  relatedness: Relatedness;
  accuracy: number;
}

/** Milliseconds that a scripted rater says it took. */
const MS = { least: 1500, more: 3000 };

/**
 * @param onAnswer is called after each answer, which is then on the disk, with how many there are and will be; what it
 * throws ends the rating
 */
export async function rateTwins(
  records: Records,
  { name, runs, answers, arm, dataset, relatedness, accuracy, ...plan }: TwinStudy,
  onAnswer: (done: number, total: number) => void,
): Promise<StudyReport> {
  const { judgements, seed } = plan;
  let clock = Date.UTC(2000, 0, 1);
  const now = (): Date => new Date((clock += 1000));
  createStudy(records, {
    design: { name, title: 'Self-check', runs, questions: answers[0].length, ...plan },
    arms: runs.map((run) => ({ run, ...arm })),
    ...{ dataset, comparisons: compareAnswers(answers), now: now() },
  });
  const rng = random(seed, `scripted raters|${name}`);
  let done = 0;
  for (let i = 1; i <= judgements; i++) {
    const rater = `script ${i}`;
    for (;;) {
      const { trial, progress } = raterTurn(records, name, rater, now(), { trialsOnly: true });
      if (!trial) break;
      const choice = answerTo(trial, relatedness, accuracy, rng);
      const ms = MS.least + rng.below(MS.more);
      recordJudgement(records, { study: name, rater, question: trial.question, choice, ms, now: now() });
      // So that Ctrl+C is heard.
      await breath();
      onAnswer(++done, judgements * progress.total);
    }
  }
  closeStudy(records, name, now());
  return studyReport(records, name);
}

/** A grade where one item is shown, else a side. */
function answerTo(trial: Trial, relatedness: Relatedness, accuracy: number, rng: Random): Choice {
  const query = trial.query.id;
  const [left, right] = [trial.left, trial.right].map((items) => items.map(({ id }) => id));
  if (right.length > 0) return scriptedChoice({ query, left, right }, relatedness, accuracy, rng);
  return CHOICES.grade[scriptedGrade({ query, item: left[0] }, relatedness, accuracy, rng)];
}
