import type { StudyArm, StudyDesign } from '../design/study-design.ts';
import type { Records } from './open-records.ts';
import { RecordsError } from './records-error.ts';
import { all, first, immediately, run } from './sqlite.ts';

export interface StudySummary {
  name: string;
  title: string;
  state: 'open' | 'closed';
  /** sha256 over design, arms and questions. */
  hash: string;
  /** ISO 8601. */
  createdAt: string;
  dataset: string;
  arms: StudyArm[];
  trial: StudyDesign['trial'];
  questions: number;
  drawsByConstruction: number;
  /** Recorded so far and not undone. */
  judgements: number;
  /** What the design asks for. */
  wanted: number;
  raters: { rater: string; done: number; total: number }[];
  design: StudyDesign;
}

/** A study's row, as the other files of records/ need it. */
export interface StudyRow {
  id: number;
  name: string;
  hash: string;
  dataset: string;
  design: StudyDesign;
  open: boolean;
  createdAt: string;
  arms: StudyArm[];
  questions: number;
  /** Questions that raters see: all but the draws by construction. */
  shown: number;
}

/** All studies, the newest first. */
export function listStudies(records: Records): StudySummary[] {
  const names = all<{ name: string }>(records.db, 'SELECT name FROM studies ORDER BY id DESC');
  return names.map(({ name }) => showStudy(records, name));
}

/** @throws RecordsError `no-study` */
export function showStudy(records: Records, name: string): StudySummary {
  const study = findStudy(records, name);
  const raters = all<{ rater: string; done: number }>(
    records.db,
    `SELECT rater, count(judgements.id) AS done
     FROM raters LEFT JOIN judgements ON rater_id = raters.id AND undone_at IS NULL
     WHERE study_id = ? GROUP BY raters.id ORDER BY position`,
    [study.id],
  );
  return {
    name: study.name,
    title: study.design.title,
    state: study.open ? 'open' : 'closed',
    hash: study.hash,
    createdAt: study.createdAt,
    dataset: study.dataset,
    arms: study.arms,
    trial: study.design.trial,
    questions: study.questions,
    drawsByConstruction: study.questions - study.shown,
    judgements: raters.reduce((total, { done }) => total + done, 0),
    wanted: study.shown * study.design.judgements,
    raters: raters.map(({ rater, done }) => ({ rater, done, total: study.shown })),
    design: study.design,
  };
}

/**
 * Ends a study: no judgement is recorded or undone any more. Closing it again changes nothing.
 * @throws RecordsError `no-study`
 */
export function closeStudy(records: Records, name: string, now: Date): StudySummary {
  immediately(records.db, () => {
    const { id } = findStudy(records, name);
    run(records.db, 'UPDATE studies SET closed_at = ? WHERE id = ? AND closed_at IS NULL', [
      now.toISOString(),
      id,
    ]);
  });
  return showStudy(records, name);
}

/** @throws RecordsError `no-study` */
export function findStudy({ db }: Records, name: string): StudyRow {
  const row = first<{
    id: number;
    name: string;
    hash: string;
    dataset: string;
    design: string;
    created_at: string;
    closed_at: string | null;
  }>(db, 'SELECT id, name, hash, dataset, design, created_at, closed_at FROM studies WHERE name = ?', [name]);
  if (!row) throw new RecordsError('no-study', `there is no study named ${name}`);
  const { questions, shown } = first<{ questions: number; shown: number }>(
    db,
    'SELECT count(*) AS questions, count(ordinal) AS shown FROM questions WHERE study_id = ?',
    [row.id],
  )!;
  return {
    id: row.id,
    name: row.name,
    hash: row.hash,
    dataset: row.dataset,
    design: JSON.parse(row.design) as StudyDesign,
    open: row.closed_at === null,
    createdAt: row.created_at,
    arms: all<StudyArm>(db, 'SELECT arm, run, preset, checkpoint FROM arms WHERE study_id = ? ORDER BY arm', [
      row.id,
    ]),
    questions,
    shown,
  };
}
