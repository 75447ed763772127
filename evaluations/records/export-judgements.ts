import { preferenceOf } from '../analysis/judgement.ts';
import type { Records } from './open-records.ts';
import { questionsOf, standingJudgements } from './judged-study.ts';
import { findStudy } from './studies.ts';

/** One judgement with all that is needed to trace it back. Columns of the CSV export, keys of the JSON Lines. */
export interface ExportedJudgement {
  study: string;
  hash: string;
  question: string;
  /** Id of the query item. */
  query: string;
  rater: string;
  /** Names of the runs. */
  a: string;
  b: string;
  choice: 'a' | 'b' | 'equal';
  /** Where a stood. */
  side: 'left' | 'right';
  ms: number | null;
  at: string;
  /** sha256 of the checkpoints that gave the answers. */
  checkpoint_a: string;
  checkpoint_b: string;
  /** Ids of the items that were shown, best first; in CSV as JSON. */
  shown_a: string[];
  shown_b: string[];
  seed: number;
}

const columns: readonly (keyof ExportedJudgement)[] = [
  'study',
  'hash',
  'question',
  'query',
  'rater',
  'a',
  'b',
  'choice',
  'side',
  'ms',
  'at',
  'checkpoint_a',
  'checkpoint_b',
  'shown_a',
  'shown_b',
  'seed',
];

/**
 * The judgements that stand, one a line, in the order in which they were made.
 * @returns the whole file, UTF-8 text that ends with a line break; CSV as in RFC 4180, but with LF
 * @throws RecordsError `no-study`
 */
export function exportJudgements(records: Records, study: string, format: 'csv' | 'jsonl'): string {
  const rows = exportedJudgements(records, study);
  if (format === 'jsonl') return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const lines = rows.map((row) => columns.map((column) => csvField(row[column])).join(','));
  return [columns.join(','), ...lines, ''].join('\n');
}

function exportedJudgements(records: Records, name: string): ExportedJudgement[] {
  const study = findStudy(records, name);
  const [armA, armB] = study.arms;
  const questions = new Map(questionsOf(records, study).map((question) => [question.question, question]));
  return standingJudgements(records, study).map(({ question, rater, side_of_a, choice, ms, at }) => {
    const asked = questions.get(question)!;
    return {
      study: study.name,
      hash: study.hash,
      question,
      query: asked.query.id,
      rater,
      a: armA.run,
      b: armB.run,
      choice: preferenceOf(choice, side_of_a),
      side: side_of_a,
      ms,
      at,
      checkpoint_a: armA.checkpoint,
      checkpoint_b: armB.checkpoint,
      shown_a: asked.a.map(({ id }) => id),
      shown_b: asked.b.map(({ id }) => id),
      seed: study.design.seed,
    };
  });
}

function csvField(value: string | number | null | readonly string[]): string {
  if (value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
