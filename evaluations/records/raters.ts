import { type RaterPlan, type ShownQuestion, raterPlan } from '../design/rater-plan.ts';
import { PIN_FORM, matchesPin, protectPin } from './pin.ts';
import type { Records } from './open-records.ts';
import { RecordsError } from './records-error.ts';
import { all, first, immediately, run } from './sqlite.ts';
import { type StudyRow, findStudy } from './studies.ts';

/** A rater of one study, with the order and sides that are theirs. */
export interface RaterRow {
  id: number;
  plan: RaterPlan;
  consentedAt: string | null;
  /** When they last went past the instructions. */
  instructedAt: string | null;
}

/**
 * Lets a rater in: a new one joins the study and may set a PIN; one who has a PIN needs it.
 * @param pin four to eight digits
 * @throws RecordsError `bad-rater`, `wrong-pin`, `no-study`
 */
export function admitRater(
  records: Records,
  { study: name, rater, pin, now }: { study: string; rater: string; pin?: string; now: Date },
): void {
  const study = findStudy(records, name);
  if (pin !== undefined && !PIN_FORM.test(pin)) {
    throw new RecordsError('bad-rater', 'a PIN has four to eight digits');
  }
  const isNew = !findRater(records, study, rater);
  const { id } = joinRater(records, study, rater, now, pin === undefined ? null : protectPin(pin));
  const { pin: kept } = first<{ pin: string | null }>(records.db, 'SELECT pin FROM raters WHERE id = ?', [
    id,
  ])!;
  if (kept === null || (pin !== undefined && matchesPin(pin, kept))) return;
  const cure = isNew ? 'somebody of that name came first; choose another name' : 'give it to go on';
  throw new RecordsError('wrong-pin', `${rater} has ${pin === undefined ? 'a' : 'another'} PIN: ${cure}`);
}

/**
 * The rater named `rater`, who joins the study by this if it is their first time.
 * @param pin as it is kept, of a new rater
 * @throws RecordsError `bad-rater`
 */
export function joinRater(
  records: Records,
  study: StudyRow,
  rater: string,
  now: Date,
  pin: string | null = null,
): RaterRow {
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
      `INSERT INTO raters (study_id, position, rater, joined_at, pin)
       SELECT ?1, count(*), ?2, ?3, ?4 FROM raters WHERE study_id = ?1 AND origin = ''`,
      [study.id, rater, now.toISOString(), pin],
    );
  });
  return findRater(records, study, rater)!;
}

export function findRater(records: Records, study: StudyRow, rater: string): RaterRow | undefined {
  const row = first<{
    id: number;
    position: number;
    consented_at: string | null;
    instructed_at: string | null;
  }>(
    records.db,
    `SELECT id, position, consented_at, instructed_at FROM raters
     WHERE study_id = ? AND rater = ? AND origin = ''`,
    [study.id, rater],
  );
  return (
    row && {
      id: row.id,
      plan: raterPlan(shownQuestions(records, study), row.position, study.design.seed),
      consentedAt: row.consented_at,
      instructedAt: row.instructed_at,
    }
  );
}

/** Ordinals of the questions that this rater has still to answer, in their order; without the practice questions. */
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

/** Questions that are shown, by ordinal. They never change, so each study's are read once. */
function shownQuestions(records: Records, study: StudyRow): readonly ShownQuestion[] {
  const known = plans.get(records) ?? new Map<number, ShownQuestion[]>();
  plans.set(records, known);
  const found = known.get(study.id) ?? readShown(records, study);
  known.set(study.id, found);
  return found;
}

const plans = new WeakMap<Records, Map<number, ShownQuestion[]>>();

function readShown({ db }: Records, { id }: StudyRow): ShownQuestion[] {
  return all<ShownQuestion>(
    db,
    `SELECT shown.kind AS kind, original.ordinal AS of
     FROM questions AS shown
     LEFT JOIN questions AS compared ON compared.study_id = shown.study_id AND compared.question = shown.of
     LEFT JOIN questions AS original ON original.study_id = shown.study_id
       AND CASE compared.kind WHEN 'repeat' THEN original.of = compared.of AND original.graded = shown.graded
         ELSE original.question = shown.of END
     WHERE shown.study_id = ? AND shown.ordinal IS NOT NULL ORDER BY shown.ordinal`,
    [id],
  );
}
