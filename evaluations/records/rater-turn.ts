import type { StudyItem } from '../design/question.ts';
import type { Records } from './open-records.ts';
import { type RaterRow, joinRater, openOrdinals } from './raters.ts';
import { first } from './sqlite.ts';
import { type StudyRow, findStudy } from './studies.ts';

/** A question as one rater sees it. Nothing in it tells the arms apart. */
export interface Trial {
  question: string;
  query: StudyItem;
  left: StudyItem[];
  right: StudyItem[];
  /** Of this rater; `done` counts what was answered before this trial. */
  progress: Progress;
}

export interface Progress {
  done: number;
  total: number;
}

export interface RaterTurn {
  /** Null when this rater has answered all, or the study is closed. */
  trial: Trial | null;
  /** The one after it, for fetching its pictures ahead. */
  next: Trial | null;
  progress: Progress;
  canUndo: boolean;
}

/**
 * What `rater` has to do now. The same after a kill and a restart: order and sides follow from the study's seed.
 * A rater who is new to the study joins it.
 * @throws RecordsError `no-study`, `bad-rater`
 */
export function raterTurn(records: Records, studyName: string, raterName: string, now: Date): RaterTurn {
  const study = findStudy(records, studyName);
  const rater = joinRater(records, study, raterName, now);
  const open = openOrdinals(records, rater);
  const total = study.shown;
  const done = total - open.length;
  const trial = (ahead: number): Trial | null =>
    study.open && ahead < open.length
      ? { ...show(records, study, rater, open[ahead]), progress: { done: done + ahead, total } }
      : null;
  return { trial: trial(0), next: trial(1), progress: { done, total }, canUndo: study.open && done > 0 };
}

function show(records: Records, study: StudyRow, rater: RaterRow, ordinal: number): Omit<Trial, 'progress'> {
  const row = first<{ question: string; shown: string }>(
    records.db,
    'SELECT question, shown FROM questions WHERE study_id = ? AND ordinal = ?',
    [study.id, ordinal],
  )!;
  const { query, a, b } = JSON.parse(row.shown) as { query: StudyItem; a: StudyItem[]; b: StudyItem[] };
  const [left, right] = rater.plan.sideOfA(ordinal) === 'left' ? [a, b] : [b, a];
  return { question: row.question, query, left, right };
}
