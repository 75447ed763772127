/**
 * Brings answers of another machine into their study. Merging twice changes nothing and the order of files does not
 * matter (add-answers.ts). A closed study keeps its verdict: answers that it does not have are not taken, and go into its
 * next version (next-version.ts).
 */
import type { Records } from '../open-records.ts';
import { RecordsError } from '../records-error.ts';
import { needStoreSpace } from '../store-space.ts';
import { immediately } from '../sqlite.ts';
import { type StudyRow, findStudy } from '../studies.ts';
import { type Merged, type SentAnswers, addAnswers } from './add-answers.ts';
import { ANSWERS_PART, readCarriedAnswers } from './carried-answers.ts';
import { LateAnswersError } from './late-answers.ts';
import { unseal } from './sealed-file.ts';
import { keptKeys } from './study-keys.ts';
import { hashesOf, openVersionOf } from './study-line.ts';

/** A file of answers. */
export interface AnswersFile {
  study: string;
  bytes: Uint8Array;
  /** Its name, for messages. */
  file: string;
}

/**
 * All of a file or, when this throws, nothing of it.
 * @throws RecordsError `bad-file` (changed, of another study, or with a judgement that differs from the stored one of
 * its uid), `no-study`, `rating-only`, `store-full`; LateAnswersError (`study-closed`) where the study is closed and lacks
 * some of it
 */
export function mergeAnswers(records: Records, given: AnswersFile): Merged {
  const sent = readAnswers(records, given);
  try {
    return immediately(records.db, () => {
      const study = findStudy(records, given.study);
      const { merged, times } = addAnswers(records, study, sent);
      // Thrown, so that nothing of it stays.
      if (study.closedAt !== null) {
        throw new LateAnswersError(merged, {
          ...{ study: study.name, closedAt: study.closedAt, file: given.file, times },
          into: openVersionOf(records, study),
        });
      }
      return merged;
    });
  } catch (error) {
    if (error instanceof LateAnswersError && error.nothingNew) return error.merged;
    throw error;
  }
}

/** Reads a file and sees that it is for this study. */
export function readAnswers(records: Records, { study: name, bytes, file }: AnswersFile): SentAnswers {
  const study = findStudy(records, name);
  if (study.imported) {
    throw new RecordsError('rating-only', `${name} came from another machine: answers are brought in there`);
  }
  const { parts, origin } = unseal(bytes, 'answers', file);
  const answers = readCarriedAnswers(parts[ANSWERS_PART], file);
  if (!hashesOf(records, study).includes(answers.hash)) throw ofAnother(study, file, answers);
  const keys = keptKeys(records, study.id);
  if (!keys) {
    throw new RecordsError(
      'bad-file',
      `this store does not have the key with which ${name} was sent, without which nobody knows which side was which: bring ${file} in where it was sent from`,
    );
  }
  needStoreSpace(records, bytes.length);
  return { answers, origin, keys, file };
}

const ofAnother = (
  { name, hash }: StudyRow,
  file: string,
  answers: { study: string; hash: string },
): RecordsError =>
  new RecordsError(
    'bad-file',
    `${file} holds answers to another study (${answers.study}, hash ${answers.hash.slice(0, 12)}), not to ${name} (${hash.slice(0, 12)})`,
  );
