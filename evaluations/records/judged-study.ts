import type { GoldAnswer, JudgedStudy, RepeatAnswer } from '../analysis/judged-study.ts';
import { type Choice, type Judgement, preferenceOf, preferenceOfGrades } from '../analysis/judgement.ts';
import type { Question } from '../design/question.ts';
import type { Side } from '../design/rater-plan.ts';
import type { Records } from './open-records.ts';
import { questionsOf } from './questions.ts';
import { RecordsError } from './records-error.ts';
import { continuedStudy } from './portable/study-line.ts';
import { all } from './sqlite.ts';
import { type StudyRow, findStudy } from './studies.ts';
import { isIntact } from './verify-study.ts';

/** A judgement that stands, as stored. */
export interface JudgementRow {
  uid: string;
  question: string;
  /** With the start of `origin`, of another machine. */
  rater: string;
  /** '' for this machine, else the fingerprint of the one that sent the answers. */
  origin: string;
  /** When its rater agreed to the study's text. */
  consented_at: string | null;
  side_of_a: Side;
  choice: Choice;
  ms: number | null;
  at: string;
}

/** @throws RecordsError `no-study`, `rating-only` */
export function readJudgedStudy(records: Records, name: string): JudgedStudy {
  const study = findStudy(records, name);
  if (study.imported) {
    throw new RecordsError(
      'rating-only',
      `${name} came from another machine, which alone knows what it found: send the answers back to it`,
    );
  }
  const questions = questionsOf(records, study);
  const continues = closedBefore(records, study);
  return {
    ...judgedSoFar(records, study, questions),
    intact: isIntact(records, study, questions),
    ...(continues ? { continues } : {}),
  };
}

function closedBefore(records: Records, study: StudyRow): JudgedStudy['continues'] | null {
  const name = continuedStudy(records, study);
  const before = name === null ? null : findStudy(records, name);
  if (!before?.closedAt) return null;
  const judgements = standingJudgements(records, before).length;
  return { study: before.name, closedAt: before.closedAt, judgements };
}

/** The same without asking whether what was frozen is as it was. */
export const judgedSoFar = (
  records: Records,
  study: StudyRow,
  questions = questionsOf(records, study),
): Omit<JudgedStudy, 'intact'> => {
  const standing = standingJudgements(records, study);
  return {
    study: study.name,
    state: study.open ? 'open' : 'closed',
    hash: study.hash,
    design: study.design,
    arms: study.arms,
    questions: questions.filter(({ kind }) => kind === 'trial'),
    ...answersBy(questions, standing),
    ...(study.design.consent === '' ? {} : { unconsented: unconsented(standing) }),
  };
};

/** Raters with an answer from before they agreed. */
const unconsented = (rows: readonly JudgementRow[]): string[] => [
  ...new Set(
    rows.filter(({ at, consented_at: agreed }) => agreed === null || at < agreed).map(({ rater }) => rater),
  ),
];

/**
 * Judgements that were not undone, in the order in which they were made, wherever that was. It does not depend on the order
 * in which those of other machines were merged.
 */
export function standingJudgements({ db }: Records, { id }: StudyRow): JudgementRow[] {
  return all<JudgementRow>(
    db,
    `SELECT uid, question, origin, consented_at, side_of_a, choice, ms, at,
       CASE origin WHEN '' THEN rater ELSE rater || ' @ ' || substr(origin, 1, 6) END AS rater
     FROM judgements JOIN questions ON questions.id = question_id JOIN raters ON raters.id = rater_id
     WHERE questions.study_id = ? AND undone_at IS NULL
     ORDER BY at, origin, CASE origin WHEN '' THEN judgements.id END, uid`,
    [id],
  );
}

/** Sorts stored judgements by what they were asked for. */
function answersBy(
  questions: readonly Question[],
  rows: readonly JudgementRow[],
): Pick<JudgedStudy, 'judgements' | 'gold' | 'repeats'> {
  const byName = new Map(questions.map((question) => [question.question, question]));
  const judgements: Judgement[] = [];
  const gold: GoldAnswer[] = [];
  const again: { of: string; rater: string; preference: Judgement['preference'] }[] = [];
  const grades = new Map<string, { side: 'a' | 'b'; grade: number; ms: number | null }>();
  for (const { question, rater, side_of_a: sideOfA, choice, ms } of rows) {
    const { kind, of, expected, graded } = byName.get(question)!;
    const preference = preferenceOf(choice, sideOfA);
    if (kind === 'trial')
      judgements.push({ question, rater, preference, ...whichEqual(choice), sideOfA, ms });
    else if (kind === 'gold') gold.push({ question, rater, right: preference === expected });
    else if (kind === 'repeat') again.push({ of: of!, rater, preference });
    else if (kind === 'grade') {
      const key = JSON.stringify([of, rater]);
      const other = grades.get(key);
      const own = { side: graded!, grade: Number(choice), ms };
      grades.set(key, own);
      if (!other) continue;
      const [a, b] = own.side === 'a' ? [own, other] : [other, own];
      const found = preferenceOfGrades(a.grade, b.grade);
      const compared = byName.get(of!)!;
      if (compared.kind === 'gold') {
        gold.push({ question: of!, rater, right: found.preference === compared.expected });
      } else if (compared.kind === 'repeat') {
        again.push({ of: compared.of!, rater, preference: found.preference });
      } else {
        judgements.push({
          ...{ question: of!, rater, ...found, sideOfA: null },
          ms: a.ms === null || b.ms === null ? null : a.ms + b.ms,
        });
      }
    }
  }
  const first = new Map(
    judgements.map(({ question, rater, preference }) => [JSON.stringify([question, rater]), preference]),
  );
  const repeats = again.flatMap(({ of, rater, preference }): RepeatAnswer[] => {
    const before = first.get(JSON.stringify([of, rater]));
    return before === undefined ? [] : [{ question: of, rater, first: before, again: preference }];
  });
  return { judgements, gold, repeats };
}

const whichEqual = (choice: Choice): Pick<Judgement, 'equal'> =>
  choice === 'both-good' ? { equal: 'good' } : choice === 'both-poor' ? { equal: 'poor' } : {};
