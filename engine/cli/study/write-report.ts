import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StudyReport } from '../../../evaluations/analysis/study-report.ts';
import { exportJudgements } from '../../../evaluations/records/export-judgements.ts';
import type { Records } from '../../../evaluations/records/open-records.ts';
import { studyPage } from '../../../evaluations/records/report-page.ts';
import { homeFolder } from '../../runs/home.ts';
import { writeGiven } from '../given-file.ts';
import { pageSources } from './page-sources.ts';

/** Writes a study's report, as data and as a page, and its judgements into `folder`; returns the paths. */
export async function writeReport(
  records: Records,
  report: StudyReport,
  { to: folder, now, version, signal }: { to: string; now: Date; version: string; signal: AbortSignal },
): Promise<string[]> {
  const { study } = report;
  const files = {
    'report.json': `${JSON.stringify(report, null, 2)}\n`,
    'report.html': await studyPage(records, study, { now, version, ...pageSources(homeFolder(), signal) }),
    'judgements.csv': exportJudgements(records, study, 'csv'),
    'judgements.jsonl': exportJudgements(records, study, 'jsonl'),
    'judgements.parquet': exportJudgements(records, study, 'parquet'),
  };
  mkdirSync(folder, { recursive: true });
  return Object.entries(files).map(([name, content]) => {
    const path = join(folder, name);
    writeGiven(path, content);
    return path;
  });
}
