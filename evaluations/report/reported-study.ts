import type { OfflineAgreement } from '../analysis/offline-agreement.ts';
import type { StudyReport } from '../analysis/study-report.ts';
import type { StudyItem } from '../design/question.ts';
import type { StudyArm, StudyDesign } from '../design/study-design.ts';

/** All that a report's page tells. The same values give the same page, to the byte. */
export interface ReportedStudy {
  report: StudyReport;
  design: StudyDesign;
  arms: readonly StudyArm[];
  dataset: string;
  /** What offline metrics say beside people; null where the runs are gone or nobody asked. */
  offline: OfflineAgreement[] | null;
  /** Licence line of the data set's pictures; null without one. */
  credit: string | null;
  /** When the study was opened and when this page was made, ISO 8601. */
  createdAt: string;
  madeAt: string;
  /** Of Pinwise. */
  version: string;
  /** An item's picture as a `data:` URI; null without one. */
  picture: (item: StudyItem) => string | null;
}

/** "25 November 2026, 03:04 UTC". */
export function moment(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const day = at.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return `${day}, ${at.toISOString().slice(11, 16)} UTC`;
}

/** Raters whose judgements count. */
export const countedRaters = ({ raters }: StudyReport): number =>
  raters.filter(({ excluded }) => excluded === null).length;
