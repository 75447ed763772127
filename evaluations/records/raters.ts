import { type RaterPlan, raterPlan } from '../design/rater-plan.ts';
import type { Records } from './open-records.ts';
import { RecordsError } from './records-error.ts';
import { all, first, immediately, run } from './sqlite.ts';
import type { StudyRow } from './studies.ts';

/** A rater of one study, with the order and sides that are theirs. */
export interface RaterRow {
  id: number;
  plan: RaterPlan;
}

/**
 * The rater named `rater`, who joins the study by this if it is their first time.
 * @throws RecordsError `bad-rater`
 */
export function joinRater(records: Records, study: StudyRow, rater: string, now: Date): RaterRow {
  const known = findRater(records, study, rater);
  if (known) return known;
  if (rater.trim() !== rater || rater === '') {
    throw new RecordsError('bad-rater', 'a rater needs a name, without spaces around it');
  }
  const { db } = records;
  immediately(db, () => {
    // Another process may have let the same rater in since the look above.
    if (findRater(records, study, rater)) return;
    run(
      db,
      `INSERT INTO raters (study_id, position, rater, joined_at)
       SELECT ?1, count(*), ?2, ?3 FROM raters WHERE study_id = ?1`,
      [study.id, rater, now.toISOString()],
    );
  });
  return findRater(records, study, rater)!;
}

export function findRater({ db }: Records, study: StudyRow, rater: string): RaterRow | undefined {
  const row = first<{ id: number; position: number }>(
    db,
    'SELECT id, position FROM raters WHERE study_id = ? AND rater = ?',
    [study.id, rater],
  );
  return row && { id: row.id, plan: raterPlan(study.shown, row.position, study.design.seed) };
}

/** Ordinals of the questions that this rater has still to answer, in their order. */
export function openOrdinals({ db }: Records, { id, plan }: RaterRow): number[] {
  const answered = all<{ ordinal: number }>(
    db,
    `SELECT ordinal FROM judgements JOIN questions ON questions.id = question_id
     WHERE rater_id = ? AND undone_at IS NULL`,
    [id],
  );
  const done = new Set(answered.map(({ ordinal }) => ordinal));
  return [...plan.order].filter((ordinal) => !done.has(ordinal));
}
