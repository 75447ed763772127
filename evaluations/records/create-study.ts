import {
  ARMS,
  type Comparison,
  type KnownQuestion,
  type Question,
  isShown,
  makeQuestions,
} from '../design/question.ts';
import {
  type GivenDesign,
  MAX_RUNS,
  type StudyArm,
  type StudyDesign,
  completeDesign,
} from '../design/study-design.ts';
import type { Records } from './open-records.ts';
import { RecordsError } from './records-error.ts';
import { needStoreSpace } from './store-space.ts';
import { first, immediately, run } from './sqlite.ts';
import { type StudySummary, showStudy } from './studies.ts';
import { studyHash } from './study-hash.ts';

export interface NewStudy {
  /** What it leaves out has its default. */
  design: GivenDesign;
  /** Arm a, arm b, ...; the runs of the design in their order. */
  arms: readonly GivenArm[];
  dataset: string;
  comparisons: readonly Comparison[];
  gold?: readonly KnownQuestion[];
  practice?: readonly KnownQuestion[];
  now: Date;
}

export type GivenArm = Omit<StudyArm, 'arm' | 'lineage'> & Partial<Pick<StudyArm, 'lineage'>>;

/**
 * Opens a study: its questions, with all that raters will see, are stored and hashed. It then needs neither the runs
 * nor the data set.
 * @throws RecordsError `study-exists`, `bad-study`, `store-full`
 */
export function createStudy(records: Records, study: NewStudy): StudySummary {
  const { dataset, now } = study;
  const design = completeDesign(study.design);
  const arms = armsOf(study);
  const questions = questionsOf(study, design);
  const hash = studyHash({ format: 2, design, arms, dataset, questions });
  needStoreSpace(records, JSON.stringify(questions).length);
  immediately(records.db, () =>
    storeStudy(records, { design, arms, dataset, questions, hash, imported: false }, now),
  );
  return showStudy(records, design.name);
}

export interface StoredStudy {
  design: StudyDesign;
  arms: readonly StudyArm[];
  dataset: string;
  questions: readonly Question[];
  hash: string;
  /** Came from another machine, for its raters only. */
  imported: boolean;
}

/** Writes a study's rows; for use within a transaction. Returns its row id. */
export function storeStudy({ db }: Records, study: StoredStudy, now: Date): number {
  const { design, arms, dataset, questions, hash, imported } = study;
  if (first(db, 'SELECT 1 FROM studies WHERE name = ?', [design.name])) {
    throw new RecordsError(
      'study-exists',
      `there is a study named ${design.name} already; choose another name`,
    );
  }
  run(
    db,
    'INSERT INTO studies (name, hash, dataset, design, created_at, imported) VALUES (?, ?, ?, ?, ?, ?)',
    [design.name, hash, dataset, JSON.stringify(design), now.toISOString(), imported ? 1 : 0],
  );
  const { id } = first<{ id: number }>(db, 'SELECT id FROM studies WHERE name = ?', [design.name])!;
  for (const { arm, run: name, preset, checkpoint, lineage } of arms) {
    run(db, 'INSERT INTO arms (study_id, arm, run, preset, checkpoint, lineage) VALUES (?, ?, ?, ?, ?, ?)', [
      id,
      arm,
      name,
      preset,
      checkpoint,
      lineage && JSON.stringify(lineage),
    ]);
  }
  let ordinal = 0;
  questions.forEach((row, position) => {
    const { question, kind, of, pair, query, a, b, graded, draw, expected, stratum, weight, covariates } =
      row;
    run(
      db,
      `INSERT INTO questions
       (study_id, position, question, ordinal, shown, kind, of, pair, graded, draw, expected, stratum, weight, covariates)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[id, position, question, isShown(row, design.trial) ? ordinal++ : null],
        ...[JSON.stringify({ query, a, b }), kind, of, pair.join('')],
        ...[graded, draw ? 1 : 0, expected, stratum, weight],
        covariates ? JSON.stringify(covariates) : null,
      ],
    );
  });
  return id;
}

function armsOf({ arms, design }: NewStudy): StudyArm[] {
  if (arms.length < 2 || arms.length > MAX_RUNS || arms.length !== design.runs.length) {
    throw new RecordsError('bad-study', `a study compares 2 to ${MAX_RUNS} runs, not ${design.runs.length}`);
  }
  return arms.map((arm, i) => {
    if (arm.run !== design.runs[i]) {
      throw new RecordsError(
        'bad-study',
        `arm ${ARMS[i]} is ${arm.run}, but the design says ${design.runs[i]}`,
      );
    }
    return { lineage: null, ...arm, arm: ARMS[i] };
  });
}

function questionsOf({ comparisons, gold, practice }: NewStudy, design: StudyDesign): Question[] {
  try {
    return makeQuestions(comparisons, design, { gold, practice });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RecordsError('bad-study', error.message, { cause: error });
  }
}
