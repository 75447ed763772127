/** A whole study in memory, answered by scripted raters: what its design would find. */
import { compareAnswers } from '../design/compare-answers.ts';
import { ARMS, type Answer, makeQuestions } from '../design/question.ts';
import { type Relatedness, scriptedChoice } from '../design/scripted-rater.ts';
import { completeDesign } from '../design/study-design.ts';
import { random } from '../random.ts';
import { analyseStudy } from './analyse-study.ts';
import { votesByQuestion } from './consensus.ts';
import type { JudgedStudy } from './judged-study.ts';
import { type Judgement, preferenceOf } from './judgement.ts';
import { countOutcomes } from './outcomes.ts';
import { shareOfWins } from './share-of-wins.ts';
import { signTest } from './sign-test.ts';
import type { StudyReport } from './study-report.ts';
import { preferredRun } from './verdict.ts';

export interface Rehearsal {
  runs: readonly [string, string];
  answers: readonly [readonly Answer[], readonly Answer[]];
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
  const { runs, answers, judgements, consensus, relatedness, accuracy, seed } = rehearsal;
  const design = completeDesign({
    ...{ name: 'rehearsal', title: '', runs: [...runs], trial: 'pair', k: 1 },
    ...{ questions: answers[0].length, judgements, consensus, seed },
  });
  const questions = makeQuestions(compareAnswers(answers), design);
  const rng = random(seed, 'scripted raters');
  const given: Judgement[] = [];
  for (let rater = 0; rater < judgements; rater++) {
    for (const { question, query, a, b, draw } of questions) {
      if (draw) continue;
      const sideOfA = rng.next() < 0.5 ? 'left' : 'right';
      const [left, right] = sideOfA === 'left' ? [a, b] : [b, a];
      const shown = { query: query.id, left: left[0].id, right: right[0].id };
      const preference = preferenceOf(scriptedChoice(shown, relatedness, accuracy, rng), sideOfA);
      given.push({ question, rater: `rater ${rater + 1}`, preference, sideOfA, ms: null });
    }
  }
  return {
    ...{ study: design.name, state: 'closed', hash: '', intact: true, design },
    arms: runs.map((run, i) => ({ arm: ARMS[i], run, preset: '', checkpoint: '', lineage: null })),
    ...{ questions, judgements: given, gold: [], repeats: [] },
  };
}
