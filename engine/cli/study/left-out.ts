import type { Records } from '../../../evaluations/records/open-records.ts';
import { practiceDue } from '../../../evaluations/records/practice.ts';
import { findRater } from '../../../evaluations/records/raters.ts';
import { findStudy } from '../../../evaluations/records/studies.ts';

/**
 * One line on what the raters' window would put before the next question of this rater, and the command line does not;
 * null where that is nothing that the design asks for.
 * @throws RecordsError `no-study`
 */
export function leftOut(records: Records, name: string, rater: string, now: Date): string | null {
  const study = findStudy(records, name);
  const { consent, instructions } = study.design;
  const found = findRater(records, study, rater);
  if (!found || !study.open) return null;
  const due = practiceDue(records, study, found, now);
  const parts = [
    consent !== '' && found.consentedAt === null ? 'consent' : null,
    instructions !== '' && due.instructions ? 'instructions' : null,
    due.ordinals.length > 0 ? 'practice' : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  const last = parts.pop()!;
  const all = parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
  return `pinwise: the design of ${name} has ${all} before this question, which only the raters' window shows`;
}
