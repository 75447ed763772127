/**
 * Brings rows of a damaged store into a good one. A study is known by its hash and taken whole or not at all: what no
 * longer gives its hash is not what was frozen. A judgement is known by its uid; one that was taken back stays so.
 */
import type { Records } from './open-records.ts';
import type { Row, Salvaged } from './salvage.ts';
import { type Value, all, first, immediately, run } from './sqlite.ts';
import { findStudy } from './studies.ts';
import { questionsOf } from './questions.ts';
import { isIntact } from './verify-study.ts';

/** Numbers in the damaged store -> numbers in the good one. */
type Numbers = Map<Value, number>;

/** @returns judgements that the good store lacked */
export function restoreRows(records: Records, salvaged: Salvaged): number {
  const { db } = records;
  const studies: Numbers = new Map();
  for (const row of salvaged.studies) {
    const id = immediately(db, () => restoreStudy(records, row, salvaged));
    if (id !== null) studies.set(row.id, id);
  }
  return immediately(db, () => {
    const questions = questionNumbers(records, salvaged, studies);
    const raters = restoreRaters(records, salvaged, studies);
    adoptUids(records, salvaged, questions, raters);
    for (const row of salvaged.judgements) {
      if (row.undone_at === null) continue;
      run(db, 'UPDATE judgements SET undone_at = ? WHERE uid = ? AND undone_at IS NULL', [
        row.undone_at,
        row.uid,
      ]);
    }
    const inserted = [...salvaged.judgements]
      .map((row) => ({
        ...row,
        question_id: questions.get(row.question_id),
        rater_id: raters.get(row.rater_id),
      }))
      .filter(({ question_id, rater_id }) => question_id !== undefined && rater_id !== undefined)
      .filter((row) => insert(records, 'judgements', row as Row));
    restorePractice(records, salvaged, questions, raters);
    return inserted.length;
  });
}

function restoreStudy(records: Records, row: Row, { arms, questions }: Salvaged): number | null {
  const { db } = records;
  const known = first<{ id: number }>(db, 'SELECT id FROM studies WHERE hash = ? AND name = ?', [
    row.hash,
    row.name,
  ]);
  if (known) {
    if (row.closed_at !== null) {
      run(db, 'UPDATE studies SET closed_at = ? WHERE id = ? AND closed_at IS NULL', [
        row.closed_at,
        known.id,
      ]);
    }
    // Without them nobody knows any more which side of a question came first in the file that was sent.
    if (row.keys !== null) {
      run(db, 'UPDATE studies SET keys = ? WHERE id = ? AND keys IS NULL', [row.keys, known.id]);
    }
    return known.id;
  }
  db.exec('SAVEPOINT study');
  try {
    if (!insert(records, 'studies', row)) throw new Error('a row that is not whole');
    const id = first<{ id: number }>(db, 'SELECT last_insert_rowid() AS id')!.id;
    for (const arm of arms.filter(({ study_id }) => study_id === row.id)) {
      insert(records, 'arms', { ...arm, study_id: id });
    }
    for (const question of questions.filter(({ study_id }) => study_id === row.id)) {
      insert(records, 'questions', { ...question, study_id: id });
    }
    const study = findStudy(records, row.name as string);
    if (!isIntact(records, study, questionsOf(records, study))) throw new Error('not what was frozen');
    db.exec('RELEASE study');
    return id;
  } catch {
    db.exec('ROLLBACK TO study');
    db.exec('RELEASE study');
    return null;
  }
}

function questionNumbers({ db }: Records, { questions }: Salvaged, studies: Numbers): Numbers {
  const numbers: Numbers = new Map();
  for (const { id, study_id, question } of questions) {
    const study = studies.get(study_id);
    const found =
      study !== undefined &&
      first<{ id: number }>(db, 'SELECT id FROM questions WHERE study_id = ? AND question = ?', [
        study,
        question,
      ]);
    if (found) numbers.set(id, found.id);
  }
  return numbers;
}

function restoreRaters(records: Records, { raters }: Salvaged, studies: Numbers): Numbers {
  const { db } = records;
  const numbers: Numbers = new Map();
  for (const row of raters) {
    const study = studies.get(row.study_id);
    if (study === undefined) continue;
    const find = () =>
      first<{ id: number }>(db, 'SELECT id FROM raters WHERE study_id = ? AND rater = ? AND origin = ?', [
        ...[study, row.rater, row.origin],
      ]);
    if (!find()) insert(records, 'raters', { ...row, study_id: study });
    const found = find();
    if (found) numbers.set(row.id, found.id);
  }
  return numbers;
}

/**
 * A store of version 1 has no uids: those that its backup got when it was opened are not those that the store itself got.
 * Those of the damaged store hold. An answer of the same number that says the same is the same.
 */
function adoptUids({ db }: Records, { judgements }: Salvaged, questions: Numbers, raters: Numbers): void {
  for (const { id, uid, question_id, rater_id, side_of_a, choice, at } of judgements) {
    const [question, rater] = [questions.get(question_id), raters.get(rater_id)];
    if (question === undefined || rater === undefined) continue;
    run(
      db,
      `UPDATE judgements SET uid = ?1 WHERE id = ?2 AND question_id = ?3 AND rater_id = ?4 AND side_of_a = ?5
         AND choice = ?6 AND at = ?7 AND uid <> ?1 AND NOT EXISTS (SELECT 1 FROM judgements WHERE uid = ?1)`,
      [uid, id, question, rater, side_of_a, choice, at],
    );
  }
}

/** Answers for practice count nowhere: those of raters who have some already are left. */
function restorePractice(
  records: Records,
  { practice }: Salvaged,
  questions: Numbers,
  raters: Numbers,
): void {
  const have = new Set(
    all<{ rater_id: number }>(records.db, 'SELECT DISTINCT rater_id FROM practice').map(
      ({ rater_id }) => rater_id,
    ),
  );
  for (const row of practice) {
    const [question_id, rater_id] = [questions.get(row.question_id), raters.get(row.rater_id)];
    if (question_id === undefined || rater_id === undefined || have.has(rater_id)) continue;
    insert(records, 'practice', { ...row, question_id, rater_id });
  }
}

/** False where the table refuses the row: it is there already, or it is not what a whole store holds. */
function insert({ db }: Records, table: string, row: Row): boolean {
  const columns = Object.keys(row).filter((column) => column !== 'id');
  try {
    run(
      db,
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      columns.map((column) => row[column]),
    );
    return true;
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('SQLITE_CONSTRAINT')) return false;
    throw error;
  }
}
