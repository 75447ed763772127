import { type Answer, type Question, makeQuestions } from '../design/question.ts';
import type { StudyArm, StudyDesign } from '../design/study-design.ts';
import type { Records } from './open-records.ts';
import { RecordsError } from './records-error.ts';
import { first, immediately, run } from './sqlite.ts';
import { type StudySummary, showStudy } from './studies.ts';
import { studyHash } from './study-hash.ts';

export interface NewStudy {
  design: StudyDesign;
  /** Arm a, arm b. */
  arms: readonly [Omit<StudyArm, 'arm'>, Omit<StudyArm, 'arm'>];
  dataset: string;
  /** One for each query, the same queries in the same order as `answersB`. */
  answersA: readonly Answer[];
  answersB: readonly Answer[];
  now: Date;
}

/**
 * Opens a study: its questions, with all that raters will see, are stored and hashed. It then needs neither the runs
 * nor the data set.
 * @throws RecordsError `study-exists`, `bad-study`
 */
export function createStudy(records: Records, study: NewStudy): StudySummary {
  const { design, dataset, now } = study;
  const arms: StudyArm[] = study.arms.map((arm, i) => ({ arm: i === 0 ? 'a' : 'b', ...arm }));
  arms.forEach(({ arm, run: name }, i) => {
    if (name !== design.runs[i]) {
      throw new RecordsError('bad-study', `arm ${arm} is ${name}, but the design says ${design.runs[i]}`);
    }
  });
  const questions = questionsOf(study);
  const hash = studyHash({ format: 1, design, arms, dataset, questions });
  const { db } = records;
  immediately(db, () => {
    if (first(db, 'SELECT 1 FROM studies WHERE name = ?', [design.name])) {
      throw new RecordsError(
        'study-exists',
        `there is a study named ${design.name} already; choose another name`,
      );
    }
    run(db, 'INSERT INTO studies (name, hash, dataset, design, created_at) VALUES (?, ?, ?, ?, ?)', [
      design.name,
      hash,
      dataset,
      JSON.stringify(design),
      now.toISOString(),
    ]);
    const { id } = first<{ id: number }>(db, 'SELECT id FROM studies WHERE name = ?', [design.name])!;
    for (const { arm, run: name, preset, checkpoint } of arms) {
      run(db, 'INSERT INTO arms VALUES (?, ?, ?, ?, ?)', [id, arm, name, preset, checkpoint]);
    }
    let ordinal = 0;
    questions.forEach(({ question, draw, query, a, b }, position) =>
      run(db, 'INSERT INTO questions (study_id, position, question, ordinal, shown) VALUES (?, ?, ?, ?, ?)', [
        id,
        position,
        question,
        draw ? null : ordinal++,
        JSON.stringify({ query, a, b }),
      ]),
    );
  });
  return showStudy(records, design.name);
}

function questionsOf({ answersA, answersB, design }: NewStudy): Question[] {
  try {
    return makeQuestions(answersA, answersB, design);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RecordsError('bad-study', error.message, { cause: error });
  }
}
