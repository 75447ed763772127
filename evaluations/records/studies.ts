import { type GivenDesign, type StudyArm, type StudyDesign, completeDesign } from '../design/study-design.ts';
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
  /** Comparisons: without gold, repeated and practice questions. */
  questions: number;
  drawsByConstruction: number;
  /** Came from another machine: it can be rated here, and its answers sent back. */
  imported: boolean;
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
  /** ISO 8601; null while it is open. */
  closedAt: string | null;
  createdAt: string;
  arms: StudyArm[];
  imported: boolean;
  /** Comparisons, and those of them that are draws by construction. */
  questions: number;
  draws: number;
  /** What one rater is asked that counts: without draws and practice questions. */
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
    `SELECT CASE origin WHEN '' THEN rater ELSE rater || ' @ ' || substr(origin, 1, 6) END AS rater,
       count(judgements.id) AS done
     FROM raters LEFT JOIN judgements ON rater_id = raters.id AND undone_at IS NULL
     WHERE study_id = ? GROUP BY raters.id ORDER BY position IS NULL, position, rater, origin`,
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
    drawsByConstruction: study.draws,
    imported: study.imported,
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
    imported: number;
  }>(
    db,
    'SELECT id, name, hash, dataset, design, created_at, closed_at, imported FROM studies WHERE name = ?',
    [name],
  );
  if (!row)
    throw new RecordsError(
      'no-study',
      `there is no study named ${name}; "pinwise study list" names those there are`,
    );
  const counts = first<{ questions: number; draws: number; shown: number }>(
    db,
    `SELECT count(*) FILTER (WHERE kind = 'trial') AS questions, sum(draw) AS draws,
       count(ordinal) FILTER (WHERE kind <> 'practice') AS shown
     FROM questions WHERE study_id = ?`,
    [row.id],
  )!;
  return {
    id: row.id,
    name: row.name,
    hash: row.hash,
    dataset: row.dataset,
    design: completeDesign(JSON.parse(row.design) as GivenDesign),
    open: row.closed_at === null,
    closedAt: row.closed_at,
    createdAt: row.created_at,
    imported: row.imported === 1,
    arms: armsOf(db, row.id),
    ...counts,
  };
}

function armsOf(db: Records['db'], study: number): StudyArm[] {
  const rows = all<Omit<StudyArm, 'lineage'> & { lineage: string | null }>(
    db,
    'SELECT arm, run, preset, checkpoint, lineage FROM arms WHERE study_id = ? ORDER BY arm',
    [study],
  );
  return rows.map((arm) => ({
    ...arm,
    lineage: arm.lineage === null ? null : (JSON.parse(arm.lineage) as StudyArm['lineage']),
  }));
}
