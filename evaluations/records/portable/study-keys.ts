import { createHmac, randomBytes } from 'node:crypto';
import type { Records } from '../open-records.ts';
import { first, immediately, run } from '../sqlite.ts';
import { makeKey } from './sealed-file.ts';

/** What one machine keeps of a study that travels. */
export interface StudyKeys {
  /** Seals what this machine sends, PEM. */
  key: string;
  /** Hex. On the designer's machine: decides which side of each question leads in the file. */
  secret: string;
}

/** The keys of a study, made when they are first needed; they never leave the store. */
export function studyKeys(records: Records, study: number): StudyKeys {
  const { db } = records;
  return immediately(db, () => {
    const kept = keptKeys(records, study);
    if (kept) return kept;
    const made: StudyKeys = { key: makeKey(), secret: randomBytes(32).toString('hex') };
    run(db, 'UPDATE studies SET keys = ? WHERE id = ?', [JSON.stringify(made), study]);
    return made;
  });
}

/** The keys of a study as they were made when it was first sent; null where it was not. */
export function keptKeys({ db }: Records, study: number): StudyKeys | null {
  const { keys } = first<{ keys: string | null }>(db, 'SELECT keys FROM studies WHERE id = ?', [study])!;
  return keys === null ? null : (JSON.parse(keys) as StudyKeys);
}

/** The seed that the file carries: the study's own would tell which questions are gold, whose names were dealt by it. */
export const carriedSeed = ({ secret }: StudyKeys): number =>
  createHmac('sha256', Buffer.from(secret, 'hex')).update('seed').digest().readUInt32BE();

/**
 * Whether the file calls a question's second arm its first: a secret coin for each question, so that nobody who holds
 * the file can tell the arms apart. A repeated question has the coin of its first showing.
 */
export function isFlipped(
  { secret }: StudyKeys,
  { question, of }: { question: string; of: string | null },
): boolean {
  return (
    (createHmac('sha256', Buffer.from(secret, 'hex'))
      .update(of ?? question)
      .digest()[0] &
      1) ===
    1
  );
}
