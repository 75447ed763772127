import { PLAIN_TITLES } from '../../design/plain-title.ts';
import { type Question, type StudyItem, isShown } from '../../design/question.ts';
import { toldName } from '../../design/told-name.ts';
import type { Records } from '../open-records.ts';
import { questionsOf } from '../questions.ts';
import { RecordsError } from '../records-error.ts';
import { type StudyRow, findStudy } from '../studies.ts';
import {
  type CarriedQuestion,
  type CarriedStudy,
  STUDY_PART,
  carriedDesign,
  carriedPicture,
  picturePart,
} from './carried-study.ts';
import { type Parts, seal } from './sealed-file.ts';
import { type StudyKeys, carriedSeed, isFlipped, studyKeys } from './study-keys.ts';

/** The bytes of the picture at an address of the store; null where it is gone. */
export type PictureSource = (address: string) => Uint8Array | null;

/**
 * A study as a file for raters on other machines.
 * @throws RecordsError `no-study`, `study-closed`, `rating-only`
 */
export function exportStudy(
  records: Records,
  name: string,
  pictureOf: PictureSource,
): { bytes: Buffer; hash: string; questions: number } {
  const study = findStudy(records, name);
  if (study.imported) {
    throw new RecordsError('rating-only', `${name} came from another machine; its raters get it from there`);
  }
  if (!study.open)
    throw new RecordsError('study-closed', `the study ${name} is closed: nobody rates it any more`);
  const keys = studyKeys(records, study.id);
  const pictures = carriedPictures(study.hash, pictureOf);
  const questions = questionsOf(records, study)
    .filter((question) => isShown(question, study.design.trial))
    // By their names, which are dealt at random: pictures get their numbers in this order, and grades of one query
    // would otherwise come in the order of the arms.
    .sort((x, y) => (x.question < y.question ? -1 : 1))
    .map((question) => carried(question, keys, pictures.item));
  const { title } = study.design;
  const content: CarriedStudy = {
    name: namesRun(study.name, study) ? `study-${study.hash.slice(0, 8)}` : study.name,
    hash: study.hash,
    design: carriedDesign({
      ...study.design,
      title: namesRun(title, study) ? PLAIN_TITLES[study.design.trial] : title,
      seed: carriedSeed(keys),
    }),
    questions,
  };
  const parts: Parts = { [STUDY_PART]: new TextEncoder().encode(JSON.stringify(content)), ...pictures.parts };
  return { bytes: seal('study', parts, keys.key), hash: study.hash, questions: questions.length };
}

function carried(row: Question, keys: StudyKeys, itemOf: (item: StudyItem) => StudyItem): CarriedQuestion {
  const { question, kind, query, expected, graded } = row;
  // One item alone has no sides.
  const flip = kind !== 'grade' && isFlipped(keys, row);
  const [a, b] = (flip ? [row.b, row.a] : [row.a, row.b]).map((items) => items.map(itemOf));
  const own = (side: 'a' | 'b' | null): 'a' | 'b' | null =>
    kind !== 'practice' || side === null ? null : flip === (side === 'a') ? 'b' : 'a';
  return {
    question,
    kind: kind === 'gold' ? 'trial' : kind,
    of: kind === 'repeat' ? row.of : null,
    query: itemOf(query),
    ...{ a, b },
    expected: own(expected),
    // Of a grade that counts it would tell the arm.
    graded: own(graded),
  };
}

/** Gives each picture that an item shows a number within the file. */
function carriedPictures(hash: string, pictureOf: PictureSource) {
  const numbers = new Map<string, number | null>();
  const parts: Parts = {};
  const numberOf = (address: string): number | null => {
    const known = numbers.get(address);
    if (known !== undefined) return known;
    const bytes = pictureOf(address);
    const number = bytes ? Object.keys(parts).length : null;
    if (bytes && number !== null) parts[picturePart(number)] = bytes;
    numbers.set(address, number);
    return number;
  };
  const item = (shown: StudyItem): StudyItem => {
    const number = shown.picture === null ? null : numberOf(shown.picture);
    return { ...shown, picture: number === null ? null : carriedPicture(hash, number) };
  };
  return { parts, item };
}

/** Would a rater learn a run's or preset's name from this text? */
const namesRun = (text: string, { arms }: StudyRow): boolean =>
  toldName(
    text,
    arms.flatMap(({ run, preset }) => [run, preset]),
  ) !== undefined;
