/**
 * A closed study goes on in its next version, which asks the same questions and has the same keys. What raters elsewhere
 * were sent of the one, they answer for the other: files of answers to any of a line are taken by those after it.
 */
import type { Records } from '../open-records.ts';
import { all } from '../sqlite.ts';
import type { StudyRow } from '../studies.ts';

interface Relative {
  name: string;
  hash: string;
  revises: string | null;
  closed_at: string | null;
}

/** Hashes of the studies whose answers this one takes: its own, and of those that it goes on from. */
export function hashesOf(records: Records, study: StudyRow): string[] {
  return [study.hash, ...before(relatives(records, study), study.design.revises).map(({ hash }) => hash)];
}

/** The study that this one goes on from; null for a study that stands for itself. */
export function continuedStudy(records: Records, study: StudyRow): string | null {
  return before(relatives(records, study), study.design.revises)[0]?.name ?? null;
}

/** The latest open study that goes on from this one; null where there is none. */
export function openVersionOf(records: Records, study: StudyRow): string | null {
  const line = relatives(records, study);
  const later = line.filter(
    ({ closed_at, revises }) =>
      closed_at === null && before(line, revises).some(({ hash }) => hash === study.hash),
  );
  return later.at(-1)?.name ?? null;
}

/**
 * What a judgement is called in this study. A file's own name for it, with the start of the study's hash where the file
 * answers one before it: the same answer is in each version, and a store holds each name once.
 * @param hash of the study that the file answers
 */
export const ownUid = (study: Pick<StudyRow, 'hash'>, hash: string, uid: string): string =>
  hash === study.hash ? uid : `${uid}@${study.hash.slice(0, 12)}`;

/** All studies that share these keys, this one too, the oldest first. */
const relatives = ({ db }: Records, { id }: StudyRow): Relative[] =>
  all<Relative>(
    db,
    `SELECT name, hash, closed_at, json_extract(design, '$.revises') AS revises
     FROM studies WHERE keys = (SELECT keys FROM studies WHERE id = ?) ORDER BY id`,
    [id],
  );

/** The one of that hash and those before it, the latest first. */
function before(line: readonly Relative[], hash: string | null): Relative[] {
  const found = hash === null ? undefined : line.find((one) => one.hash === hash);
  return found ? [found, ...before(line, found.revises)] : [];
}
