/**
 * Adds carried answers to their study. A judgement is known by its uid, one that was taken back anywhere stays taken
 * back, and of two that one rater of one machine gave to the same question the earlier stands (a home that was copied can
 * send such). The later is set aside: its `undone_at` is its own `at`, so that it can stand again should the earlier turn
 * out to be taken back.
 */
import type { Choice } from '../../analysis/judgement.ts';
import { type Question, isShown } from '../../design/question.ts';
import type { Side } from '../../design/rater-plan.ts';
import type { StudyDesign } from '../../design/study-design.ts';
import { choicesOf } from '../judgements.ts';
import type { Records } from '../open-records.ts';
import { questionsOf } from '../questions.ts';
import { RecordsError } from '../records-error.ts';
import { all, first, run } from '../sqlite.ts';
import type { StudyRow } from '../studies.ts';
import type { CarriedAnswers, CarriedJudgement } from './carried-answers.ts';
import { type StudyKeys, isFlipped } from './study-keys.ts';
import { ownUid } from './study-line.ts';

export interface Merged {
  /** Judgements that were new. */
  added: number;
  /** That were here already. */
  known: number;
  /** That are now taken back and were not before. */
  undone: number;
  /** Questions that one rater of that machine answered twice, both standing; the earlier answer is kept. */
  conflicts: { rater: string; question: string }[];
  /** Raters in the file. */
  raters: number;
  /** Of the study, standing, after this. */
  judgements: number;
}

/** A file of answers that was read and found to be for the study. */
export interface SentAnswers {
  answers: CarriedAnswers;
  /** Fingerprint of the machine that sent them. */
  origin: string;
  keys: StudyKeys;
  /** Its name, for messages. */
  file: string;
}

/**
 * For use within a transaction.
 * @returns also the moments at which those that were new were given, ISO 8601
 * @throws RecordsError `bad-file`
 */
export function addAnswers(
  records: Records,
  study: StudyRow,
  { answers, origin, keys, file }: SentAnswers,
): { merged: Merged; times: string[] } {
  const raters = raterIds(records, study, origin, answers);
  const questions = new Map(questionsOf(records, study).map((row) => [row.question, row]));
  const ids = questionIds(records, study);
  const counts = { added: 0, known: 0, undone: 0 };
  const times: string[] = [];
  const conflicts = new Map<string, Merged['conflicts'][number]>();
  for (const row of answers.judgements) {
    const question = questions.get(row.question);
    if (!question || !raters.has(row.rater) || !isAsked(question, row.choice, study.design)) {
      const { rater, choice } = row;
      throw tampered(
        file,
        `holds an answer that ${study.name} cannot have got (${rater}, ${row.question}, ${choice})`,
      );
    }
    const flip = question.kind !== 'grade' && isFlipped(keys, question);
    const uid = ownUid(study, answers.hash, row.uid);
    const whole = { ...row, uid, side_of_a: flip ? otherSide(row.side_of_a) : row.side_of_a };
    const [raterId, questionId] = [raters.get(row.rater)!, ids.get(row.question)!];
    const done = mergeOne(records, { row: whole, questionId, raterId, file });
    counts[done.as]++;
    if (done.as === 'added') times.push(row.at);
    if (done.undone) counts.undone++;
    const key = JSON.stringify([row.rater, row.question]);
    if (done.conflict) conflicts.set(key, { rater: row.rater, question: row.question });
    else conflicts.delete(key);
  }
  const merged = {
    ...counts,
    conflicts: [...conflicts.values()],
    raters: raters.size,
    judgements: first<{ n: number }>(
      records.db,
      `SELECT count(*) AS n FROM judgements JOIN questions ON questions.id = question_id
       WHERE study_id = ? AND undone_at IS NULL`,
      [study.id],
    )!.n,
  };
  return { merged, times };
}

function raterIds(
  { db }: Records,
  study: StudyRow,
  origin: string,
  { raters }: CarriedAnswers,
): Map<string, number> {
  for (const { rater, joined_at, consented_at } of raters) {
    // Of two times at which a rater agreed the earlier stands, so that the order of files does not matter.
    run(
      db,
      `INSERT INTO raters (study_id, position, rater, joined_at, origin, consented_at) VALUES (?, NULL, ?, ?, ?, ?)
       ON CONFLICT (study_id, rater, origin) DO UPDATE SET consented_at = coalesce(
         min(consented_at, excluded.consented_at), consented_at, excluded.consented_at)`,
      [study.id, rater, joined_at, origin, consented_at ?? null],
    );
  }
  const rows = all<{ id: number; rater: string }>(
    db,
    'SELECT id, rater FROM raters WHERE study_id = ? AND origin = ?',
    [study.id, origin],
  );
  const sent = new Set(raters.map(({ rater }) => rater));
  return new Map(rows.filter(({ rater }) => sent.has(rater)).map(({ id, rater }) => [rater, id]));
}

function questionIds({ db }: Records, { id: study }: StudyRow): Map<string, number> {
  const rows = all<{ id: number; question: string }>(
    db,
    'SELECT id, question FROM questions WHERE study_id = ?',
    [study],
  );
  return new Map(rows.map(({ id, question }) => [question, id]));
}

interface One {
  /** Sides as this machine means them. */
  row: CarriedJudgement;
  questionId: number;
  raterId: number;
  file: string;
}

interface Done {
  as: 'added' | 'known';
  undone?: boolean;
  conflict?: boolean;
}

function mergeOne({ db }: Records, { row, questionId, raterId, file }: One): Done {
  const known = first<{ content: string; taken_back: string | null }>(
    db,
    `SELECT json_array(question, rater_id, side_of_a, choice, ms, at) AS content,
       nullif(undone_at, at) AS taken_back
     FROM judgements JOIN questions ON questions.id = question_id WHERE uid = ?`,
    [row.uid],
  );
  const { uid, side_of_a, choice, ms, at } = row;
  const takenBack = row.undone_at === at ? justAfter(at) : row.undone_at;
  if (!known) {
    run(
      db,
      `INSERT INTO judgements (uid, question_id, rater_id, side_of_a, choice, ms, at, undone_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      [uid, questionId, raterId, side_of_a, choice, ms, at, takenBack ?? at],
    );
    return { as: 'added', conflict: settle(db, raterId, questionId) };
  }
  const same = known.content === JSON.stringify([row.question, raterId, side_of_a, choice, ms, at]);
  if (!same) throw tampered(file, `says something else of the judgement ${uid} than is stored`);
  if (takenBack !== null && (known.taken_back === null || takenBack < known.taken_back)) {
    run(db, 'UPDATE judgements SET undone_at = ? WHERE uid = ?', [takenBack, uid]);
  }
  const undone = takenBack !== null && known.taken_back === null;
  return { as: 'known', undone, conflict: settle(db, raterId, questionId) };
}

/** Lets the earliest of a rater's answers to a question stand that were not taken back. Were there several? */
function settle(db: Records['db'], rater: number, question: number): boolean {
  const open = all<{ uid: string }>(
    db,
    `SELECT uid FROM judgements
     WHERE rater_id = ? AND question_id = ? AND (undone_at IS NULL OR undone_at = at) ORDER BY at, uid`,
    [rater, question],
  );
  for (const { uid } of open.slice(1)) run(db, 'UPDATE judgements SET undone_at = at WHERE uid = ?', [uid]);
  if (open.length > 0) run(db, 'UPDATE judgements SET undone_at = NULL WHERE uid = ?', [open[0].uid]);
  return open.length > 1;
}

/** Does the study put this question before raters, with this among its answers? */
const isAsked = (question: Question, choice: Choice, { trial, equal }: StudyDesign): boolean =>
  isShown(question, trial) && question.kind !== 'practice' && choicesOf(trial, equal).includes(choice);

/** Taken back in the very millisecond: what is set aside looks so. */
const justAfter = (at: string): string => new Date(Date.parse(at) + 1).toISOString();

const otherSide = (side: Side): Side => (side === 'left' ? 'right' : 'left');

const tampered = (file: string, what: string): RecordsError =>
  new RecordsError('bad-file', `${file} ${what}: it was tampered with, and nothing of it was taken`);
