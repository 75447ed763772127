import type { Question, StudyItem, TrialKind } from '../design/question.ts';
import type { Records } from './open-records.ts';
import { practiceDue } from './practice.ts';
import { type RaterRow, joinRater, openOrdinals } from './raters.ts';
import { first } from './sqlite.ts';
import { isStopped } from './stopping.ts';
import { type StudyRow, findStudy } from './studies.ts';

/** A question as one rater sees it. Nothing in it tells the arms or the kinds of question apart. */
export interface Trial {
  question: string;
  query: StudyItem;
  left: StudyItem[];
  /** Empty where one item is graded. */
  right: StudyItem[];
  /** Of this rater; `done` counts what was answered before this trial. */
  progress: Progress;
}

export interface Progress {
  done: number;
  total: number;
}

/**
 * Where a rater is. `consent` and `instructions` wait for `consentTo` and `beginSitting`; `practice` trials are answered
 * with `answerPractice` and give feedback; `trial` is what counts; `closed`, by a person or by the study's own rule, takes
 * no more.
 */
export type Stage = 'consent' | 'instructions' | 'practice' | 'trial' | 'done' | 'closed';

export interface RaterTurn {
  stage: Stage;
  /** Null in stages without one. */
  trial: Trial | null;
  /** The one after it, for fetching its pictures ahead. */
  next: Trial | null;
  progress: Progress;
  canUndo: boolean;
  /** What all trials of the study have in common. */
  session: {
    title: string;
    trial: TrialKind;
    equal: 'one' | 'split';
    consent: string;
    instructions: string;
    breakEvery: number;
  };
}

/**
 * What `rater` has to do now. The same after a kill and a restart: order and sides follow from the study's seed.
 * A rater who is new to the study joins it.
 * @param trialsOnly for scripts: without consent, instructions and practice
 * @throws RecordsError `no-study`, `bad-rater`
 */
export function raterTurn(
  records: Records,
  studyName: string,
  raterName: string,
  now: Date,
  { trialsOnly = false } = {},
): RaterTurn {
  const study = findStudy(records, studyName);
  const rater = joinRater(records, study, raterName, now);
  const open = openOrdinals(records, rater);
  const total = rater.plan.order.length;
  const done = total - open.length;
  const practice = trialsOnly ? null : practiceDue(records, study, rater, now);
  const stage = isStopped(records, study) ? 'closed' : stageOf(study, rater, open.length, practice);
  const ahead = stage === 'trial' ? open : stage === 'practice' ? practice!.ordinals : [];
  const progress = stage === 'practice' ? practice!.progress : { done, total };
  const trial = (i: number): Trial | null =>
    i < ahead.length
      ? { ...show(records, study, rater, ahead[i]), progress: { ...progress, done: progress.done + i } }
      : null;
  const { title, trial: kind, equal, consent, instructions, breakEvery } = study.design;
  return {
    stage,
    trial: trial(0),
    next: trial(1),
    progress,
    canUndo: stage !== 'closed' && stage !== 'practice' && done > 0,
    session: { title, trial: kind, equal, consent, instructions, breakEvery },
  };
}

function stageOf(
  { open, design }: StudyRow,
  { consentedAt }: RaterRow,
  left: number,
  practice: ReturnType<typeof practiceDue> | null,
): Stage {
  if (!open) return 'closed';
  if (left === 0) return 'done';
  if (!practice) return 'trial';
  if (design.consent !== '' && consentedAt === null) return 'consent';
  if (practice.instructions) return 'instructions';
  return practice.ordinals.length > 0 ? 'practice' : 'trial';
}

function show(records: Records, study: StudyRow, rater: RaterRow, ordinal: number): Omit<Trial, 'progress'> {
  const row = first<Pick<Question, 'question' | 'kind' | 'graded'> & { shown: string }>(
    records.db,
    'SELECT question, kind, graded, shown FROM questions WHERE study_id = ? AND ordinal = ?',
    [study.id, ordinal],
  )!;
  const { question, kind, graded } = row;
  const { query, a, b } = JSON.parse(row.shown) as Pick<Question, 'query' | 'a' | 'b'>;
  if (kind === 'practice' && graded !== null) return { question, query, left: { a, b }[graded], right: [] };
  const [left, right] = rater.plan.sideOfA(ordinal) === 'left' ? [a, b] : [b, a];
  return { question, query, left, right };
}
