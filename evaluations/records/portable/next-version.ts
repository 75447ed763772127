/**
 * The next version of a closed study: the same questions, all answers that it has, and those that came late. The closed
 * study stays as it is.
 */
import { STUDY_NAME } from '../../design/study-name.ts';
import { storeStudy } from '../create-study.ts';
import { freeName } from '../free-name.ts';
import type { Records } from '../open-records.ts';
import { questionsOf } from '../questions.ts';
import { RecordsError } from '../records-error.ts';
import { immediately, run } from '../sqlite.ts';
import { needStoreSpace } from '../store-space.ts';
import { type StudyRow, findStudy } from '../studies.ts';
import { studyHash } from '../study-hash.ts';
import { type Merged, addAnswers } from './add-answers.ts';
import { type AnswersFile, readAnswers } from './merge-answers.ts';

export interface NextVersion extends Merged {
  /** The new study, which is open. */
  study: string;
  hash: string;
  version: number;
}

/**
 * All of it or, when this throws, nothing.
 * @param as name of the new study; a free one by default
 * @throws RecordsError `study-open`, `bad-study` (not a name), `study-exists`, `bad-file` (also where the closed study has all
 * of it), `no-study`, `rating-only`, `store-full`
 */
export function mergeAsNextVersion(
  records: Records,
  { as, now, ...given }: AnswersFile & { as?: string; now: Date },
): NextVersion {
  const sent = readAnswers(records, given);
  return immediately(records.db, () => {
    const closed = findStudy(records, given.study);
    if (closed.open) {
      throw new RecordsError(
        'study-open',
        `${closed.name} is open and takes answers itself: no other version is needed`,
      );
    }
    const version = copyAsNext(records, closed, as ?? freeName(records, closed.name), now);
    const { merged } = addAnswers(records, version, sent);
    if (merged.added + merged.undone === 0) {
      throw new RecordsError(
        'bad-file',
        `${given.file} holds nothing that ${closed.name} does not have: no other version is needed`,
      );
    }
    return { ...merged, study: version.name, hash: version.hash, version: version.design.version };
  });
}

/** An open study with all of the closed one's questions, raters, answers and keys; for use within a transaction. */
function copyAsNext(records: Records, closed: StudyRow, name: string, now: Date): StudyRow {
  const { db } = records;
  if (!STUDY_NAME.test(name)) {
    throw new RecordsError(
      'bad-study',
      `${name} is no name for a study: letters, digits, dots, hyphens and underscores, 64 at most`,
    );
  }
  const { arms, dataset } = closed;
  const design = { ...closed.design, name, version: closed.design.version + 1, revises: closed.hash };
  const questions = questionsOf(records, closed);
  needStoreSpace(records, JSON.stringify(questions).length);
  const hash = studyHash({ format: 2, design, arms, dataset, questions });
  const id = storeStudy(records, { design, arms, dataset, questions, hash, imported: false }, now);
  run(db, 'UPDATE studies SET keys = (SELECT keys FROM studies WHERE id = ?) WHERE id = ?', [closed.id, id]);
  run(
    db,
    `INSERT INTO raters (study_id, position, rater, joined_at, origin, pin, consented_at, instructed_at)
     SELECT ?, position, rater, joined_at, origin, pin, consented_at, instructed_at
     FROM raters WHERE study_id = ? ORDER BY id`,
    [id, closed.id],
  );
  // A judgement of the closed study has its file's name, with the start of a hash where the study is itself a later one.
  run(
    db,
    `INSERT INTO judgements (uid, question_id, rater_id, side_of_a, choice, ms, at, undone_at)
     SELECT substr(uid, 1, instr(uid || '@', '@') - 1) || ?, ${sameIn('judgements')}`,
    [`@${hash.slice(0, 12)}`, id, id, closed.id],
  );
  run(
    db,
    `INSERT INTO practice (question_id, rater_id, side_of_a, choice, ms, at)
     SELECT ${sameIn('practice')}`,
    [id, id, closed.id],
  );
  return findStudy(records, name);
}

/** Answers of one study, with question and rater those of another that was made of it. */
const sameIn = (table: 'judgements' | 'practice'): string =>
  `question.id, rater.id, one.side_of_a, one.choice, one.ms, one.at${table === 'judgements' ? ', one.undone_at' : ''}
   FROM ${table} AS one
   JOIN questions AS asked ON asked.id = one.question_id
   JOIN raters AS who ON who.id = one.rater_id
   JOIN questions AS question ON question.study_id = ? AND question.question = asked.question
   JOIN raters AS rater ON rater.study_id = ? AND rater.rater = who.rater AND rater.origin = who.origin
   WHERE asked.study_id = ? ORDER BY one.id`;
