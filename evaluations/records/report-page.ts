import type { StudyItem } from '../design/question.ts';
import { reportPage } from '../report/html.ts';
import type { Records } from './open-records.ts';
import { studyReport } from './study-report.ts';
import { findStudy } from './studies.ts';

/** What a report's page shows beside the study itself. */
export interface PageSources {
  now: Date;
  /** Of Pinwise. */
  version: string;
  /** Licence line of a data set's pictures; null without one, or where the data set is gone. */
  credit: (dataset: string) => string | null;
  /** A picture by its address in the window, as a `data:` URI; null where it is gone. */
  picture: (address: string) => Promise<string | null>;
}

/**
 * What the study found so far, as one self-contained HTML page.
 * @throws RecordsError `no-study`, `rating-only`
 */
export async function studyPage(
  records: Records,
  name: string,
  { now, version, credit, picture }: PageSources,
): Promise<string> {
  const { design, arms, dataset, createdAt } = findStudy(records, name);
  const report = studyReport(records, name);
  const pictures = new Map<string, string | null>();
  for (const { query, a, b } of report.disagreements) {
    for (const { picture: address } of [query, ...a, ...b]) {
      if (address !== null && !pictures.has(address)) pictures.set(address, await picture(address));
    }
  }
  return reportPage({
    ...{ report, design, arms, dataset, createdAt, version },
    credit: pictures.size > 0 ? credit(dataset) : null,
    madeAt: now.toISOString(),
    picture: ({ picture: address }: StudyItem) => (address === null ? null : (pictures.get(address) ?? null)),
  });
}
