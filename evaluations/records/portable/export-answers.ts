import type { Records } from '../open-records.ts';
import { RecordsError } from '../records-error.ts';
import { all } from '../sqlite.ts';
import { findStudy } from '../studies.ts';
import { ANSWERS_PART, type CarriedAnswers, type CarriedJudgement } from './carried-answers.ts';
import { seal } from './sealed-file.ts';
import { studyKeys } from './study-keys.ts';

/**
 * All answers that raters of this machine gave to a study from another one, those they took back too, as a file for
 * that machine.
 * @throws RecordsError `no-study`, `rating-only` for a study of this machine
 */
export function exportAnswers(
  records: Records,
  name: string,
): { bytes: Buffer; judgements: number; raters: number } {
  const study = findStudy(records, name);
  if (!study.imported) {
    throw new RecordsError('rating-only', `${name} was made on this machine, which has its answers already`);
  }
  const { db } = records;
  const judgements = all<CarriedJudgement>(
    db,
    `SELECT uid, rater, question, side_of_a, choice, ms, at, undone_at
     FROM judgements JOIN questions ON questions.id = question_id JOIN raters ON raters.id = rater_id
     WHERE questions.study_id = ? ORDER BY at, uid`,
    [study.id],
  );
  const raters = all<CarriedAnswers['raters'][number]>(
    db,
    'SELECT rater, joined_at, consented_at FROM raters WHERE study_id = ? ORDER BY position',
    [study.id],
  );
  const content: CarriedAnswers = { hash: study.hash, study: study.name, raters, judgements };
  const parts = { [ANSWERS_PART]: new TextEncoder().encode(JSON.stringify(content)) };
  return {
    bytes: seal('answers', parts, studyKeys(records, study.id).key),
    judgements: judgements.filter(({ undone_at }) => undone_at === null).length,
    raters: raters.length,
  };
}
