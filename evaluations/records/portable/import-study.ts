import { randomInt } from 'node:crypto';
import type { Question } from '../../design/question.ts';
import { completeDesign } from '../../design/study-design.ts';
import { storeStudy } from '../create-study.ts';
import { freeName } from '../free-name.ts';
import type { Records } from '../open-records.ts';
import { RecordsError } from '../records-error.ts';
import { needStoreSpace } from '../store-space.ts';
import { first, immediately } from '../sqlite.ts';
import {
  type CarriedQuestion,
  type CarriedStudy,
  STUDY_PART,
  carriedDesign,
  picturePart,
  readCarriedStudy,
} from './carried-study.ts';
import { type Parts, unseal } from './sealed-file.ts';
import { keepPictures } from './study-pictures.ts';

export interface ImportedStudy {
  study: string;
  hash: string;
  questions: number;
  /** It was here already. */
  known: boolean;
}

/**
 * Takes a study in for rating. Doing it again changes nothing.
 * @param file its name, for messages
 * @throws RecordsError `bad-file`, `study-exists`
 */
export function importStudy(
  records: Records,
  { bytes, file, now }: { bytes: Uint8Array; file: string; now: Date },
): ImportedStudy {
  const { parts } = unseal(bytes, 'study', file);
  const carried = readCarriedStudy(parts[STUDY_PART], file);
  const { hash, questions } = carried;
  const known = findKnown(records, carried, file);
  if (known) return known;
  needStoreSpace(records, bytes.length);
  // Before the study itself: a study that is there has its pictures.
  keepPictures(records, hash, picturesIn(parts));
  // Else the first raters of all machines would see the same sides.
  const seed = randomInt(2 ** 32);
  return immediately(records.db, () => {
    const meanwhile = findKnown(records, carried, file);
    if (meanwhile) return meanwhile;
    const name = freeName(records, carried.name);
    storeStudy(
      records,
      {
        design: completeDesign({ ...carriedDesign(carried.design), name, runs: [], seed }),
        arms: [],
        dataset: '',
        questions: questions.map(asQuestion),
        hash,
        imported: true,
      },
      now,
    );
    return { study: name, hash, questions: questions.length, known: false };
  });
}

function picturesIn(parts: Parts): Uint8Array[] {
  const pictures: Uint8Array[] = [];
  for (let i = 0; parts[picturePart(i)]; i++) pictures.push(parts[picturePart(i)]);
  return pictures;
}

/** @throws RecordsError `study-exists` where it was made here */
function findKnown(
  { db }: Records,
  { hash, questions }: CarriedStudy,
  file: string,
): ImportedStudy | undefined {
  const known = first<{ name: string; imported: number }>(
    db,
    'SELECT name, imported FROM studies WHERE hash = ?',
    [hash],
  );
  if (known?.imported === 0) {
    throw new RecordsError(
      'study-exists',
      `${file} is ${known.name}, which was made on this machine: rate it as it is`,
    );
  }
  return known && { study: known.name, hash, questions: questions.length, known: true };
}

/** Graded items are shown alone whatever the arms; the arms of the file mean nothing. */
const asQuestion = ({ kind, graded = null, ...row }: CarriedQuestion): Question => ({
  ...row,
  ...{ kind, pair: ['a', 'b'], draw: false, stratum: null, weight: 1 },
  graded: kind === 'practice' ? graded : null,
});
