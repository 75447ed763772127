import { type Choice, preferenceOf } from '../analysis/judgement.ts';
import type { Question, QuestionKind } from '../design/question.ts';
import type { StudyArm } from '../design/study-design.ts';
import { type JudgementRow, standingJudgements } from './judged-study.ts';
import { questionsOf } from './questions.ts';
import type { Records } from './open-records.ts';
import { type StudyRow, findStudy } from './studies.ts';

/**
 * One judgement with all that is needed to trace it back to what gave the answers. Columns of the CSV and Parquet
 * exports, keys of the JSON Lines. `_a` and `_b` are the two runs of the question's pair; null for a question whose
 * answer is known (`gold`), which belongs to no run.
 */
export interface ExportedJudgement {
  study: string;
  hash: string;
  question: string;
  /** Id of the query item. */
  query: string;
  /** As the report names them; of another machine with the start of its origin. */
  rater: string;
  /** Names of the runs. */
  a: string | null;
  b: string | null;
  /** Null for a grade, which is of one item. */
  choice: 'a' | 'b' | 'equal' | null;
  /** Where a stood. */
  side: 'left' | 'right';
  ms: number | null;
  at: string;
  /** sha256 of the checkpoints that gave the answers. */
  checkpoint_a: string | null;
  checkpoint_b: string | null;
  /** Ids of the items that were shown, best first; in CSV as JSON. */
  shown_a: string[];
  shown_b: string[];
  /** Of the study. */
  seed: number;
  /** The same on every machine that holds the judgement. */
  judgement: string;
  kind: QuestionKind;
  /** The comparison that a repeated or graded question belongs to. */
  of: string | null;
  /** The arms of the study that a and b are, such as "ac". */
  pair: string;
  stratum: string | null;
  /** 1 / probability of having been drawn, mean 1 over the study. */
  weight: number;
  /** The right answer, where it is known. */
  expected: 'a' | 'b' | null;
  /** Which side of its comparison a grade is for. */
  graded: 'a' | 'b' | null;
  /** As it was given: a side, "equal", "both-good", "both-poor" or a grade. */
  answer: Choice;
  equal: 'good' | 'poor' | null;
  grade: number | null;
  /** '' for a rater of this machine, else the fingerprint of the machine that sent the answers. */
  origin: string;
  /** Seed, data fingerprint and configuration that the runs were trained with; null for older studies. */
  seed_a: number | null;
  seed_b: number | null;
  data_a: string | null;
  data_b: string | null;
  /** JSON. */
  config_a: string | null;
  config_b: string | null;
  /** What the first items are like (design/question.ts, `Covariates`); null where it was not kept. */
  popularity_a: number | null;
  popularity_b: number | null;
  similarity_a: number | null;
  similarity_b: number | null;
}

/**
 * The judgements that stand, of every kind of question, in the order in which they were made.
 * @throws RecordsError `no-study`
 */
export function exportedJudgements(records: Records, name: string): ExportedJudgement[] {
  const study = findStudy(records, name);
  const questions = new Map(questionsOf(records, study).map((question) => [question.question, question]));
  return standingJudgements(records, study).map((row) => {
    const asked = questions.get(row.question)!;
    const known = asked.kind === 'gold' || questions.get(asked.of ?? '')?.kind === 'gold';
    return exported(study, asked, known, row);
  });
}

/** @param known the answer is, so that it is no run's */
function exported(study: StudyRow, asked: Question, known: boolean, row: JudgementRow): ExportedJudgement {
  const { kind, of, pair, query, expected, graded, stratum, weight, covariates } = asked;
  const { choice: answer, side_of_a: side, rater, origin, ms, at } = row;
  const [a, b] = known ? [] : pair.map((letter) => study.arms.find(({ arm }) => arm === letter));
  return {
    ...{ study: study.name, hash: study.hash, question: asked.question, query: query.id, rater },
    ...{ a: a?.run ?? null, b: b?.run ?? null },
    ...{ choice: kind === 'grade' ? null : preferenceOf(answer, side), side, ms, at },
    ...{ checkpoint_a: a?.checkpoint ?? null, checkpoint_b: b?.checkpoint ?? null },
    ...{ shown_a: asked.a.map(({ id }) => id), shown_b: asked.b.map(({ id }) => id) },
    ...{ seed: study.design.seed, judgement: row.uid, kind, of, pair: pair.join(''), stratum, weight },
    ...{ expected, graded, answer },
    equal: answer === 'both-good' ? 'good' : answer === 'both-poor' ? 'poor' : null,
    grade: kind === 'grade' ? Number(answer) : null,
    origin,
    ...{ seed_a: a?.lineage?.seed ?? null, seed_b: b?.lineage?.seed ?? null },
    ...{ data_a: a?.lineage?.data ?? null, data_b: b?.lineage?.data ?? null },
    ...{ config_a: configOf(a), config_b: configOf(b) },
    ...{ popularity_a: covariates?.a.popularity ?? null, popularity_b: covariates?.b.popularity ?? null },
    ...{ similarity_a: covariates?.a.similarity ?? null, similarity_b: covariates?.b.similarity ?? null },
  };
}

const configOf = (arm: StudyArm | undefined): string | null =>
  arm?.lineage ? JSON.stringify(arm.lineage.config) : null;
