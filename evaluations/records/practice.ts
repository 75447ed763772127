/**
 * What comes before the trials that count: consent, instructions, and practice questions with feedback. After a gap in a
 * rater's work the instructions and three practice questions come again. All of it follows from stored times, so that
 * it is the same after a kill.
 */
import { type Choice, rightGrades } from '../analysis/judgement.ts';
import type { Question } from '../design/question.ts';
import type { Side } from '../design/rater-plan.ts';
import { checkChoice, openStudy } from './judgements.ts';
import type { Records } from './open-records.ts';
import { type RaterRow, findRater, joinRater } from './raters.ts';
import { RecordsError } from './records-error.ts';
import { all, first, immediately, run } from './sqlite.ts';
import type { StudyRow } from './studies.ts';

/** Practice questions after a gap. */
const AGAIN = 3;

export interface PracticeDue {
  /** The rater has not gone past the instructions since their last gap. */
  instructions: boolean;
  /** Of the practice questions that are still to be answered, in their order. */
  ordinals: number[];
  progress: { done: number; total: number };
}

export function practiceDue(records: Records, study: StudyRow, rater: RaterRow, now: Date): PracticeDue {
  const { practice } = rater.plan;
  const { gapMinutes } = study.design;
  const judged = sittingsOf(records, rater);
  const answers = all<{ at: string }>(records.db, 'SELECT at FROM practice WHERE rater_id = ? ORDER BY id', [
    rater.id,
  ]);
  const begun = rater.instructedAt;
  const last = [begun, judged.last, answers.at(-1)?.at ?? null]
    .filter((at) => at !== null)
    .sort()
    .at(-1);
  const away = last === undefined ? 0 : now.getTime() - Date.parse(last);
  const instructions = begun === null || (gapMinutes > 0 && away > gapMinutes * 60_000);
  // A rater whose trials began before this sitting has practised before.
  const returning = judged.first !== null && (instructions || judged.first < begun);
  const total = returning ? Math.min(AGAIN, practice.length) : practice.length;
  const done = instructions ? 0 : answers.filter(({ at }) => at >= begun).length;
  return {
    instructions,
    ordinals: Array.from(
      { length: Math.max(0, total - done) },
      (_, i) => practice[(answers.length + i) % practice.length],
    ),
    progress: { done: Math.min(done, total), total },
  };
}

/** @throws RecordsError `no-study`, `study-closed`, `bad-rater` */
export function consentTo(records: Records, studyName: string, raterName: string, now: Date): void {
  stamp(records, studyName, raterName, now, 'consented_at');
}

/**
 * The rater has read the instructions.
 * @throws RecordsError `no-study`, `study-closed`, `bad-rater`
 */
export function beginSitting(records: Records, studyName: string, raterName: string, now: Date): void {
  stamp(records, studyName, raterName, now, 'instructed_at');
}

export interface Feedback {
  right: boolean;
  /** All answers that are right, in the order of their keys: a side, or grades. */
  accepted: Choice[];
}

/**
 * Records the answer to the practice question that the rater is at; it is on the disk when this returns.
 * @throws RecordsError `not-current`, `bad-choice`, `study-closed`, `no-study`, `bad-rater`
 */
export function answerPractice(
  records: Records,
  answer: { study: string; rater: string; question: string; choice: Choice; ms: number | null; now: Date },
): Feedback {
  const { question: name, choice, ms, now } = answer;
  const { db } = records;
  return immediately(db, () => {
    const study = openStudy(records, answer.study);
    checkChoice(study, choice);
    const rater = findRater(records, study, answer.rater);
    const [ordinal] = rater ? practiceDue(records, study, rater, now).ordinals : [];
    const question = first<Practised & { id: number; ordinal: number }>(
      db,
      'SELECT id, ordinal, expected, graded FROM questions WHERE study_id = ? AND question = ?',
      [study.id, name],
    );
    if (!rater || question?.ordinal !== ordinal) {
      throw new RecordsError(
        'not-current',
        `${name} is not the practice question that ${answer.rater} is at`,
      );
    }
    const side = rater.plan.sideOfA(ordinal);
    run(
      db,
      'INSERT INTO practice (question_id, rater_id, side_of_a, choice, ms, at) VALUES (?, ?, ?, ?, ?, ?)',
      [question.id, rater.id, side, choice, ms, now.toISOString()],
    );
    const accepted = rightAnswers(question, side);
    return { right: accepted.includes(choice), accepted };
  });
}

type Practised = Pick<Question, 'graded'> & { expected: 'a' | 'b' };

function rightAnswers({ expected, graded }: Practised, sideOfA: Side): Choice[] {
  if (graded !== null) return rightGrades(graded === expected);
  const other: Side = sideOfA === 'left' ? 'right' : 'left';
  return [expected === 'a' ? sideOfA : other];
}

function stamp(
  records: Records,
  studyName: string,
  raterName: string,
  now: Date,
  column: 'consented_at' | 'instructed_at',
): void {
  const study = openStudy(records, studyName);
  const { id } = joinRater(records, study, raterName, now);
  immediately(records.db, () =>
    run(records.db, `UPDATE raters SET ${column} = ? WHERE id = ?`, [now.toISOString(), id]),
  );
}

/** When the rater first and last answered a trial; null without any. */
function sittingsOf({ db }: Records, { id }: RaterRow): { first: string | null; last: string | null } {
  return first(db, 'SELECT min(at) AS first, max(at) AS last FROM judgements WHERE rater_id = ?', [id])!;
}
