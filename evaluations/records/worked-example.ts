import type { StudyItem } from '../design/question.ts';
import type { Records } from './open-records.ts';
import { first } from './sqlite.ts';
import { findStudy } from './studies.ts';

/** What "more related" means, in pictures. */
export interface WorkedExample {
  query: StudyItem;
  related: StudyItem[];
  unrelated: StudyItem[];
}

/**
 * Made of the study's last practice question, so that it is none of those that count; null without any.
 * @throws RecordsError `no-study`
 */
export function workedExample(records: Records, studyName: string): WorkedExample | null {
  const { id } = findStudy(records, studyName);
  const row = first<{ shown: string; expected: 'a' | 'b' }>(
    records.db,
    `SELECT shown, expected FROM questions WHERE study_id = ? AND kind = 'practice' ORDER BY ordinal DESC LIMIT 1`,
    [id],
  );
  if (!row) return null;
  const { query, a, b } = JSON.parse(row.shown) as { query: StudyItem; a: StudyItem[]; b: StudyItem[] };
  return row.expected === 'a' ? { query, related: a, unrelated: b } : { query, related: b, unrelated: a };
}
