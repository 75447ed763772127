/** Answers as they travel back. */
import { CHOICES, type Choice } from '../../analysis/judgement.ts';
import type { Side } from '../../design/rater-plan.ts';
import { RecordsError } from '../records-error.ts';
import { parse } from './carried-study.ts';

export interface CarriedAnswers {
  /** Of the study, on its own machine. */
  hash: string;
  study: string;
  /** When each agreed to the study's text; nothing in files of an older Pinwise. */
  raters: { rater: string; joined_at: string; consented_at?: string | null }[];
  judgements: CarriedJudgement[];
}

export interface CarriedJudgement {
  uid: string;
  rater: string;
  question: string;
  /** Side of what the study's file calls the question's first arm. */
  side_of_a: Side;
  choice: Choice;
  ms: number | null;
  at: string;
  undone_at: string | null;
}

export const ANSWERS_PART = 'answers.json';
const CHOSEN: ReadonlySet<unknown> = new Set(Object.values(CHOICES).flat());

/** @throws RecordsError `bad-file` where these are not answers as this version writes them */
export function readCarriedAnswers(bytes: Uint8Array | undefined, file: string): CarriedAnswers {
  const answers = parse(bytes, file) as CarriedAnswers;
  const sound =
    isText(answers.hash) &&
    isText(answers.study) &&
    Array.isArray(answers.raters) &&
    answers.raters.every(
      ({ rater, joined_at, consented_at }) =>
        isText(rater) && isTime(joined_at) && ((consented_at ?? null) === null || isTime(consented_at)),
    ) &&
    Array.isArray(answers.judgements) &&
    answers.judgements.every(isJudgement);
  if (!sound) throw new RecordsError('bad-file', `${file} does not hold answers as this Pinwise knows them`);
  return answers;
}

function isJudgement(row: unknown): boolean {
  const { uid, rater, question, side_of_a, choice, ms, at, undone_at } = (row ?? {}) as Record<
    keyof CarriedJudgement,
    unknown
  >;
  return (
    [uid, rater, question].every(isText) &&
    (side_of_a === 'left' || side_of_a === 'right') &&
    CHOSEN.has(choice) &&
    (ms === null || (Number.isSafeInteger(ms) && Number(ms) >= 0)) &&
    isTime(at) &&
    (undone_at === null || isTime(undone_at))
  );
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
/** As `toISOString` writes it: then times sort as text. */
const isTime = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
