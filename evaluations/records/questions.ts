import type { Arm, Question } from '../design/question.ts';
import type { Records } from './open-records.ts';
import { all } from './sqlite.ts';
import type { StudyRow } from './studies.ts';

/** All questions of a study, in their order. */
export function questionsOf({ db }: Records, { id }: StudyRow): Question[] {
  const rows = all<
    Omit<Question, 'query' | 'a' | 'b' | 'pair' | 'draw' | 'covariates'> &
      Record<'shown' | 'pair', string> & { draw: number; covariates: string | null }
  >(
    db,
    `SELECT question, kind, of, pair, graded, draw, expected, stratum, weight, shown, covariates
     FROM questions WHERE study_id = ? ORDER BY position`,
    [id],
  );
  return rows.map(({ shown, pair, draw, covariates, ...row }) => ({
    ...row,
    ...(JSON.parse(shown) as Pick<Question, 'query' | 'a' | 'b'>),
    pair: [...pair] as [Arm, Arm],
    draw: draw === 1,
    ...(covariates === null ? {} : { covariates: JSON.parse(covariates) as Question['covariates'] }),
  }));
}
