import { analyseStudy } from '../analysis/analyse-study.ts';
import { type Choice, preferenceOf } from '../analysis/judgement.ts';
import type { StudyReport } from '../analysis/study-report.ts';
import type { Question } from '../design/question.ts';
import type { Side } from '../design/rater-plan.ts';
import type { Records } from './open-records.ts';
import { all } from './sqlite.ts';
import { type StudyRow, findStudy } from './studies.ts';

/** A judgement that stands, as stored. */
export interface JudgementRow {
  question: string;
  rater: string;
  side_of_a: Side;
  choice: Choice;
  ms: number | null;
  at: string;
}

/**
 * What the study found so far.
 * @throws RecordsError `no-study`
 */
export function studyReport(records: Records, name: string): StudyReport {
  const study = findStudy(records, name);
  const [a, b] = study.arms.map(({ run }) => run);
  return analyseStudy({
    study: study.name,
    state: study.open ? 'open' : 'closed',
    hash: study.hash,
    arms: { a, b },
    wanted: study.design.judgements,
    seed: study.design.seed,
    questions: questionsOf(records, study),
    judgements: standingJudgements(records, study).map(({ question, rater, side_of_a, choice, ms }) => ({
      question,
      rater,
      preference: preferenceOf(choice, side_of_a),
      sideOfA: side_of_a,
      ms,
    })),
  });
}

/** Judgements that were not undone, in the order in which they were made. */
export function standingJudgements({ db }: Records, { id }: StudyRow): JudgementRow[] {
  return all<JudgementRow>(
    db,
    `SELECT question, rater, side_of_a, choice, ms, at
     FROM judgements JOIN questions ON questions.id = question_id JOIN raters ON raters.id = rater_id
     WHERE questions.study_id = ? AND undone_at IS NULL ORDER BY judgements.id`,
    [id],
  );
}

/** All questions of a study, in their order. */
export function questionsOf({ db }: Records, { id }: StudyRow): Question[] {
  const rows = all<{ question: string; ordinal: number | null; shown: string }>(
    db,
    'SELECT question, ordinal, shown FROM questions WHERE study_id = ? ORDER BY position',
    [id],
  );
  return rows.map(({ question, ordinal, shown }) => ({
    question,
    ...(JSON.parse(shown) as Pick<Question, 'query' | 'a' | 'b'>),
    draw: ordinal === null,
  }));
}
