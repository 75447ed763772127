/** A study as it travels: what raters see, and nothing that tells the arms apart. */
import { type Question, type StudyItem, TRIAL_KINDS } from '../../design/question.ts';
import type { StudyDesign } from '../../design/study-design.ts';
import { STUDY_NAME } from '../../design/study-name.ts';
import { RecordsError } from '../records-error.ts';

export interface CarriedStudy {
  name: string;
  /** Of the study on its own machine. */
  hash: string;
  design: CarriedDesign;
  /** Those that are shown. `a` and `b` are in the file's own order. */
  questions: CarriedQuestion[];
}

/** What rating needs of a design, and no more: a file says nothing that is not listed here. */
export type CarriedDesign = Pick<StudyDesign, (typeof CARRIED)[number]>;
const CARRIED = [
  ...(['title', 'trial', 'k', 'questions', 'judgements', 'seed', 'equal', 'repeats', 'practice'] as const),
  ...(['instructions', 'consent', 'breakEvery', 'gapMinutes'] as const),
] satisfies (keyof StudyDesign)[];

export const carriedDesign = (design: CarriedDesign): CarriedDesign =>
  Object.fromEntries(CARRIED.map((name) => [name, design[name]])) as unknown as CarriedDesign;

export interface CarriedQuestion {
  question: string;
  /** Gold questions travel as trials: their answers stay at home. */
  kind: 'trial' | 'repeat' | 'practice' | 'grade';
  of: string | null;
  query: StudyItem;
  a: StudyItem[];
  b: StudyItem[];
  /** Of practice questions, for their feedback. */
  expected: 'a' | 'b' | null;
  /** Of practice questions that are graded: the side that is shown. Missing in files from before there were any. */
  graded?: 'a' | 'b' | null;
}

export const STUDY_PART = 'study.json';
/** Name within the file of the picture that an item's `picture` refers to. */
export const picturePart = (number: number): string => `pictures/${number}`;
/** An item's picture within a file, and where an imported study's pictures are served from. */
export const carriedPicture = (hash: string, number: number): string => `study-pictures/${hash}/${number}`;

/** @throws RecordsError `bad-file` where it is not a study as this version writes it */
export function readCarriedStudy(bytes: Uint8Array | undefined, file: string): CarriedStudy {
  const study = parse(bytes, file) as CarriedStudy;
  const sound =
    isText(study.name) &&
    STUDY_NAME.test(study.name) &&
    isText(study.hash) &&
    /^[0-9a-f]{64}$/.test(study.hash) &&
    isDesign(study.design) &&
    Array.isArray(study.questions) &&
    study.questions.length > 0 &&
    study.questions.every(isQuestion);
  if (!sound) throw new RecordsError('bad-file', `${file} does not hold a study as this Pinwise knows it`);
  return study;
}

/** Within the bounds of a design that is made here: a window takes no other. */
function isDesign(value: unknown): value is CarriedDesign {
  const design = (value ?? {}) as Record<keyof CarriedDesign, unknown>;
  return (
    (TRIAL_KINDS as readonly unknown[]).includes(design.trial) &&
    ['one', 'split'].includes(design.equal as string) &&
    BOUNDS.every(([name, low, high]) => {
      const number = design[name];
      return Number.isSafeInteger(number) && low <= Number(number) && Number(number) <= high;
    }) &&
    [design.title, design.instructions, design.consent].every(
      (text) => isText(text) && text.length <= LONGEST_TEXT,
    )
  );
}

const LONGEST_TEXT = 20_000;
const MOST = Number.MAX_SAFE_INTEGER;
const BOUNDS: [keyof CarriedDesign, low: number, high: number][] = [
  ['k', 1, 20],
  ['questions', 1, 5000],
  ['judgements', 1, 50],
  ['seed', 0, MOST],
  ['repeats', 0, 500],
  ['practice', 0, 50],
  ['breakEvery', 0, MOST],
  ['gapMinutes', 0, MOST],
];

function isQuestion(row: unknown): row is CarriedQuestion {
  const { question, kind, of, query, a, b, expected, graded } = (row ?? {}) as Record<
    keyof Question,
    unknown
  >;
  return (
    isText(question) &&
    ['trial', 'repeat', 'practice', 'grade'].includes(kind as string) &&
    (of === null || isText(of)) &&
    [null, 'a', 'b'].includes(expected as null) &&
    [undefined, null, 'a', 'b'].includes(graded as null) &&
    isItem(query) &&
    [a, b].every((items) => Array.isArray(items) && items.every(isItem))
  );
}

function isItem(item: unknown): boolean {
  const { id, title, picture, text } = (item ?? {}) as Record<keyof StudyItem, unknown>;
  return (
    isText(id) &&
    isText(title) &&
    (picture === null || (isText(picture) && /^study-pictures\/[0-9a-f]{64}\/\d{1,6}$/.test(picture))) &&
    (text === undefined || isText(text))
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** The JSON object in a part of a file. */
export function parse(bytes: Uint8Array | undefined, file: string): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below.
  }
  throw new RecordsError('bad-file', `${file} does not hold what a file of its kind holds`);
}
