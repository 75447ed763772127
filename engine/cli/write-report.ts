import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StudyReport } from '../../evaluations/analysis/study-report.ts';
import { exportJudgements } from '../../evaluations/records/export-judgements.ts';
import type { Records } from '../../evaluations/records/open-records.ts';

/** Writes a study's report and its judgements into `folder`; returns the paths. */
export function writeReport(records: Records, report: StudyReport, folder: string): string[] {
  const files = {
    'report.json': `${JSON.stringify(report, null, 2)}\n`,
    'judgements.csv': exportJudgements(records, report.study, 'csv'),
    'judgements.jsonl': exportJudgements(records, report.study, 'jsonl'),
  };
  mkdirSync(folder, { recursive: true });
  return Object.entries(files).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  });
}
