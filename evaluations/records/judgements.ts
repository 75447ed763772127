import { randomUUID } from 'node:crypto';
import { CHOICES, type Choice } from '../analysis/judgement.ts';
import type { TrialKind } from '../design/question.ts';
import type { Records } from './open-records.ts';
import { findRater, joinRater, openOrdinals } from './raters.ts';
import { RecordsError } from './records-error.ts';
import { first, immediately, run } from './sqlite.ts';
import { type StudyRow, findStudy } from './studies.ts';

export interface NewJudgement {
  study: string;
  rater: string;
  question: string;
  choice: Choice;
  /** From the trial's being shown to the key, in milliseconds; null when nobody measured it. */
  ms: number | null;
  now: Date;
  /** Refuse any question but the rater's current one, as a window shows it. Default: any open one. */
  currentOnly?: boolean;
}

/**
 * Records a judgement. It is on the disk when this returns; when this throws, nothing was recorded.
 * @returns the judgement's number in this store
 * @throws RecordsError `already-answered` (the first stands), `not-current`, `no-question`, `bad-choice`,
 * `study-closed`, `no-study`, `bad-rater`, `store-busy`, `store-full`
 */
export function recordJudgement(records: Records, judgement: NewJudgement): number {
  const { db } = records;
  const { rater: name, choice, ms, now } = judgement;
  const study = openStudy(records, judgement.study);
  checkChoice(study, choice);
  const rater = joinRater(records, study, name, now);
  return immediately(db, () => {
    openStudy(records, judgement.study);
    const question = first<{ id: number; ordinal: number | null; kind: string }>(
      db,
      'SELECT id, ordinal, kind FROM questions WHERE study_id = ? AND question = ?',
      [study.id, judgement.question],
    );
    if (!question || question.ordinal === null || question.kind === 'practice') {
      throw new RecordsError('no-question', `study ${study.name} asks no question ${judgement.question}`);
    }
    const open = openOrdinals(records, rater);
    if (!open.includes(question.ordinal)) {
      throw new RecordsError(
        'already-answered',
        `${name} has answered ${judgement.question} already; the first answer stands (undo it to answer again)`,
      );
    }
    if (judgement.currentOnly && open[0] !== question.ordinal) {
      throw new RecordsError('not-current', `${judgement.question} is not the question that ${name} is at`);
    }
    run(
      db,
      'INSERT INTO judgements (uid, question_id, rater_id, side_of_a, choice, ms, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      [
        ...[randomUUID(), question.id, rater.id, rater.plan.sideOfA(question.ordinal)],
        ...[choice, ms, now.toISOString()],
      ],
    );
    return first<{ id: number }>(db, 'SELECT last_insert_rowid() AS id')!.id;
  });
}

/**
 * Takes back the rater's latest judgement. It stays in the store, marked as undone.
 * @returns the question that is open again
 * @throws RecordsError `nothing-to-undo`, `study-closed`, `no-study`
 */
export function undoJudgement(
  records: Records,
  { study: studyName, rater: name, now }: { study: string; rater: string; now: Date },
): { question: string } {
  const { db } = records;
  return immediately(db, () => {
    const study = openStudy(records, studyName);
    const rater = findRater(records, study, name);
    const last =
      rater &&
      first<{ id: number; question: string }>(
        db,
        `SELECT judgements.id, question FROM judgements JOIN questions ON questions.id = question_id
         WHERE rater_id = ? AND undone_at IS NULL ORDER BY judgements.id DESC LIMIT 1`,
        [rater.id],
      );
    if (!last)
      throw new RecordsError('nothing-to-undo', `${name} has no answer in ${study.name} to take back`);
    run(db, 'UPDATE judgements SET undone_at = ? WHERE id = ?', [now.toISOString(), last.id]);
    return { question: last.question };
  });
}

/** The answers that a rater may give, in the order of their keys. */
export function choicesOf(trial: TrialKind, equal: 'one' | 'split'): readonly Choice[] {
  if (trial === 'grade') return CHOICES.grade;
  return equal === 'split' ? CHOICES.split : CHOICES.one;
}

/** @throws RecordsError `bad-choice` */
export function checkChoice({ name, design: { trial, equal } }: StudyRow, choice: Choice): void {
  const allowed = choicesOf(trial, equal);
  if (allowed.includes(choice)) return;
  throw new RecordsError('bad-choice', `${name} is answered by ${allowed.join(', ')}, not by ${choice}`);
}

/** @throws RecordsError `study-closed`, `no-study` */
export function openStudy(records: Records, name: string): StudyRow {
  const study = findStudy(records, name);
  if (!study.open) throw new RecordsError('study-closed', `the study ${name} is closed`);
  return study;
}
