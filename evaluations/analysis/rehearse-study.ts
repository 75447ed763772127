/** A whole study in memory, answered by scripted raters: what its design would find. */
import { compareAnswers } from '../design/compare-answers.ts';
import { ARMS, type Answer, type Question, type TrialKind, makeQuestions } from '../design/question.ts';
import { type Relatedness, scriptedChoice, scriptedGrade } from '../design/scripted-rater.ts';
import { completeDesign } from '../design/study-design.ts';
import { type Random, random } from '../random.ts';
import { analyseStudy } from './analyse-study.ts';
import { votesByQuestion } from './consensus.ts';
import type { JudgedStudy } from './judged-study.ts';
import { type Judgement, preferenceOf, preferenceOfGrades } from './judgement.ts';
import { countOutcomes } from './outcomes.ts';
import { shareOfWins } from './share-of-wins.ts';
import { signTest } from './sign-test.ts';
import type { StudyReport } from './study-report.ts';
import { preferredRun } from './verdict.ts';

export interface Rehearsal {
  runs: readonly [string, string];
  answers: readonly [readonly Answer[], readonly Answer[]];
  trial: TrialKind;
  /** Length of the lists. */
  k: number;
  judgements: number;
  consensus: number;
  relatedness: Relatedness;
  /** Of the raters. */
  accuracy: number;
  seed: number;
}

/** The report of a study that scripts answered. */
export const rehearseStudy = (rehearsal: Rehearsal): StudyReport =>
  analyseStudy(answeredByScripts(rehearsal));

/** The verdict alone, in a tenth of the time: the run that would be preferred, or null. */
export function rehearsedVerdict(rehearsal: Rehearsal): string | null {
  const { questions, judgements } = answeredByScripts(rehearsal);
  const rule = [rehearsal.judgements, rehearsal.consensus] as const;
  const { win, lose } = countOutcomes(questions, votesByQuestion(judgements), ...rule);
  const asked = questions.map(({ query, ...of }) => ({ ...of, query: query.id }));
  const [a, b] = rehearsal.runs;
  const share_of_wins = shareOfWins(asked, judgements, ...rule);
  return preferredRun({ a, b, win, lose, adjusted_p: signTest(win, lose), share_of_wins });
}

function answeredByScripts(rehearsal: Rehearsal): JudgedStudy {
  const { runs, answers, trial, k, judgements, consensus, seed } = rehearsal;
  const design = completeDesign({
    ...{ name: 'rehearsal', title: '', runs: [...runs], trial, k },
    ...{ questions: answers[0].length, judgements, consensus, seed },
  });
  const questions = makeQuestions(compareAnswers(answers), design).filter(({ kind }) => kind === 'trial');
  const rng = random(seed, 'scripted raters');
  const given: Judgement[] = [];
  for (let rater = 0; rater < judgements; rater++) {
    for (const asked of questions) {
      if (asked.draw) continue;
      const found = answerOf(asked, rehearsal, rng);
      given.push({ question: asked.question, rater: `rater ${rater + 1}`, ...found, ms: null });
    }
  }
  return {
    ...{ study: design.name, state: 'closed', hash: '', intact: true, design },
    arms: runs.map((run, i) => ({ arm: ARMS[i], run, preset: '', checkpoint: '', lineage: null })),
    ...{ questions, judgements: given, gold: [], repeats: [] },
  };
}

/** What one scripted rater says of one comparison: a choice between its sides, or a grade for each. */
function answerOf(
  { query: { id: query }, a, b }: Question,
  { trial, relatedness, accuracy }: Rehearsal,
  rng: Random,
): Omit<Judgement, 'question' | 'rater' | 'ms'> {
  if (trial === 'grade') {
    const [ofA, ofB] = [a, b].map(([{ id: item }]) =>
      scriptedGrade({ query, item }, relatedness, accuracy, rng),
    );
    return { ...preferenceOfGrades(ofA, ofB), sideOfA: null };
  }
  const sideOfA = rng.next() < 0.5 ? 'left' : 'right';
  const [left, right] = (sideOfA === 'left' ? [a, b] : [b, a]).map((items) => items.map(({ id }) => id));
  const choice = scriptedChoice({ query, left, right }, relatedness, accuracy, rng);
  return { preference: preferenceOf(choice, sideOfA), sideOfA };
}
