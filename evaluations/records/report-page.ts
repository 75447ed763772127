import type { JudgedStudy } from '../analysis/judged-study.ts';
import { judgedQuestions } from '../analysis/judged-questions.ts';
import { PREFERENCES } from '../analysis/judgement.ts';
import { type OfflineAgreement, offlineAgreement } from '../analysis/offline-agreement.ts';
import type { StudyItem } from '../design/question.ts';
import { reportPage } from '../report/html.ts';
import type { Records } from './open-records.ts';
import { readJudgedStudy } from './judged-study.ts';
import { studyReport } from './study-report.ts';
import { findStudy } from './studies.ts';

/** What an offline metric says of a question's two runs; null without a label. */
export interface OfflineOpinion {
  question: string;
  /** Of the queries, in words. */
  slice: string;
  rr_a: number | null;
  rr_b: number | null;
}

/** What a report's page shows beside the study itself. */
export interface PageSources {
  now: Date;
  /** Of Pinwise. */
  version: string;
  /** Licence line of a data set's pictures; null without one, or where the data set is gone. */
  credit: (dataset: string) => string | null;
  /** A picture by its address in the window, as a `data:` URI; null where it is gone. */
  picture: (address: string) => Promise<string | null>;
  /** What offline metrics say of each question; null where the runs or their data are gone. */
  offline: (study: JudgedStudy) => Promise<readonly OfflineOpinion[] | null>;
}

/**
 * What the study found so far, as one self-contained HTML page.
 * @throws RecordsError `no-study`, `rating-only`
 */
export async function studyPage(
  records: Records,
  name: string,
  { now, version, credit, picture, offline }: PageSources,
): Promise<string> {
  const { design, arms, dataset, createdAt } = findStudy(records, name);
  const judged = readJudgedStudy(records, name);
  const report = studyReport(records, name);
  const opinions = await offline(judged);
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
    offline: opinions && agreementWith(opinions, judged),
    picture: ({ picture: address }: StudyItem) => (address === null ? null : (pictures.get(address) ?? null)),
  });
}

function agreementWith(opinions: readonly OfflineOpinion[], judged: JudgedStudy): OfflineAgreement[] {
  const outcomes = new Map(judgedQuestions(judged).map(({ question, outcome }) => [question, outcome]));
  const inOrder = [...opinions].sort((x, y) => x.slice.localeCompare(y.slice, 'en', { numeric: true }));
  return offlineAgreement(
    inOrder.map(({ question, slice, rr_a, rr_b }) => ({
      slice,
      difference: rr_a === null || rr_b === null ? null : rr_a - rr_b,
      preference: PREFERENCES.find((preference) => preference === outcomes.get(question)) ?? null,
    })),
  );
}
