import { stoppedByRule } from '../analysis/analyse-study.ts';
import type { Question } from '../design/question.ts';
import { judgedSoFar } from './judged-study.ts';
import type { Records } from './open-records.ts';
import { questionsOf } from './questions.ts';
import { first } from './sqlite.ts';
import type { StudyRow } from './studies.ts';

/**
 * Has the study's own rule (`stop: anytime`) ended it? Then raters are asked no more; a person closes it. Raters of other
 * machines go on: what they answer counts when it is merged. Looked at again after each new or undone answer.
 */
export function isStopped(records: Records, study: StudyRow): boolean {
  const { id, design, imported } = study;
  if (design.stop !== 'anytime' || imported) return false;
  const { last } = first<{ last: string }>(
    records.db,
    `SELECT count(*) || ' ' || count(undone_at) AS last
     FROM judgements JOIN questions ON questions.id = question_id WHERE study_id = ?`,
    [id],
  )!;
  const known = looks.get(records) ?? new Map<number, Look>();
  looks.set(records, known);
  const before = known.get(id);
  if (before?.last === last) return before.stopped;
  // Questions never change.
  const questions = before?.questions ?? questionsOf(records, study);
  const stopped = stoppedByRule(judgedSoFar(records, study, questions));
  known.set(id, { last, stopped, questions });
  return stopped;
}

interface Look {
  last: string;
  stopped: boolean;
  questions: Question[];
}
const looks = new WeakMap<Records, Map<number, Look>>();
