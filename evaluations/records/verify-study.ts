import type { GivenDesign, StudyArm } from '../design/study-design.ts';
import type { Question } from '../design/question.ts';
import type { Records } from './open-records.ts';
import { first } from './sqlite.ts';
import type { StudyRow } from './studies.ts';
import { studyHash } from './study-hash.ts';

/**
 * Is all that was frozen when the study was opened as it was then? Hashes what is stored, and compares.
 * @param questions of the study, all, as stored
 */
export function isIntact(
  records: Records,
  { id, hash, arms, dataset }: StudyRow,
  questions: Question[],
): boolean {
  const stored = first<{ design: string }>(records.db, 'SELECT design FROM studies WHERE id = ?', [id])!;
  const design = JSON.parse(stored.design) as GivenDesign;
  const frozen = { design, arms, dataset, questions };
  return [studyHash({ format: 2, ...frozen }), studyHash(asInFormat1(frozen))].includes(hash);
}

/** Studies of two runs, from before there were other kinds of questions. */
function asInFormat1(frozen: { arms: StudyArm[]; questions: Question[] }): unknown {
  return {
    ...frozen,
    format: 1,
    arms: frozen.arms.map(({ arm, run, preset, checkpoint }) => ({ arm, run, preset, checkpoint })),
    questions: frozen.questions.map(({ question, query, a, b, draw }) => ({ question, query, a, b, draw })),
  };
}
