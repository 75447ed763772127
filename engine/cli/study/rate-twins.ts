/** A study of two twins, made, rated by scripts and reported in a store as any other study. */
import { setImmediate as breath } from 'node:timers/promises';
import type { StudyReport } from '../../../evaluations/analysis/study-report.ts';
import { compareAnswers } from '../../../evaluations/design/compare-answers.ts';
import type { Answer } from '../../../evaluations/design/question.ts';
import { type Relatedness, scriptedChoice } from '../../../evaluations/design/scripted-rater.ts';
import { random } from '../../../evaluations/random.ts';
import { createStudy } from '../../../evaluations/records/create-study.ts';
import { recordJudgement } from '../../../evaluations/records/judgements.ts';
import type { Records } from '../../../evaluations/records/open-records.ts';
import { raterTurn } from '../../../evaluations/records/rater-turn.ts';
import { closeStudy } from '../../../evaluations/records/studies.ts';
import { studyReport } from '../../../evaluations/records/study-report.ts';

export interface TwinStudy {
  name: string;
  runs: [string, string];
  answers: [Answer[], Answer[]];
  arm: { preset: string; checkpoint: string };
  dataset: string;
  judgements: number;
  consensus: number;
  seed: number;
  relatedness: Relatedness;
  accuracy: number;
}

/** Milliseconds that a scripted rater says it took. */
const MS = { least: 1500, more: 3000 };

/** @param onAnswer is called after each answer, which is then on the disk; what it throws ends the rating */
export async function rateTwins(
  records: Records,
  { name, runs, answers, arm, dataset, relatedness, accuracy, ...plan }: TwinStudy,
  onAnswer: () => void,
): Promise<StudyReport> {
  const { judgements, consensus, seed } = plan;
  let clock = Date.UTC(2000, 0, 1);
  const now = (): Date => new Date((clock += 1000));
  createStudy(records, {
    design: {
      ...{ name, title: 'Self-check', runs, trial: 'pair', k: 1, questions: answers[0].length },
      ...{ judgements, consensus, seed },
    },
    arms: runs.map((run) => ({ run, ...arm })),
    ...{ dataset, comparisons: compareAnswers(answers), now: now() },
  });
  const rng = random(seed, `scripted raters|${name}`);
  for (let i = 1; i <= judgements; i++) {
    const rater = `script ${i}`;
    for (;;) {
      const { trial } = raterTurn(records, name, rater, now(), { trialsOnly: true });
      if (!trial) break;
      const [left, right] = [trial.left[0].id, trial.right[0].id];
      const choice = scriptedChoice({ query: trial.query.id, left, right }, relatedness, accuracy, rng);
      const ms = MS.least + rng.below(MS.more);
      recordJudgement(records, { study: name, rater, question: trial.question, choice, ms, now: now() });
      // So that Ctrl+C is heard.
      await breath();
      onAnswer();
    }
  }
  closeStudy(records, name, now());
  return studyReport(records, name);
}
