import { analyseStudy } from '../analysis/analyse-study.ts';
import type { StudyReport } from '../analysis/study-report.ts';
import type { Records } from './open-records.ts';
import { readJudgedStudy } from './judged-study.ts';

/**
 * What the study found so far.
 * @throws RecordsError `no-study`, `rating-only`
 */
export function studyReport(records: Records, name: string): StudyReport {
  return analyseStudy(readJudgedStudy(records, name));
}
