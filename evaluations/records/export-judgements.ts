import { exportedJudgements } from './exported-judgement.ts';
import { columns } from './judgement-columns.ts';
import { judgementsParquet } from './judgements-parquet.ts';
import type { Records } from './open-records.ts';

export type JudgementFormat = 'csv' | 'jsonl' | 'parquet';

/**
 * The judgements that stand, one a row, in the order in which they were made.
 * @returns the whole file: UTF-8 text that ends with a line break, CSV as in RFC 4180, but with LF; or Parquet
 * @throws RecordsError `no-study`
 */
export function exportJudgements(
  records: Records,
  study: string,
  format: JudgementFormat,
): string | Uint8Array {
  const rows = exportedJudgements(records, study);
  if (format === 'parquet') return judgementsParquet(rows);
  if (format === 'jsonl') return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const lines = rows.map((row) => columns.map(([column]) => csvField(row[column])).join(','));
  return [columns.map(([column]) => column).join(','), ...lines, ''].join('\n');
}

function csvField(value: string | number | null | readonly string[]): string {
  if (value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
