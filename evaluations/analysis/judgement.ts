/** Judgements as analysis sees them: which arm of the question was preferred, the side only beside it. */
import type { Side } from '../design/rater-plan.ts';

/** What raters answer, by the kind of trial, in the order of the keys. */
export const CHOICES = {
  one: ['left', 'equal', 'right'],
  split: ['left', 'both-good', 'both-poor', 'right'],
  grade: ['0', '1', '2', '3'],
} as const;
export type Choice = (typeof CHOICES)[keyof typeof CHOICES][number];

/** For the question's first arm (`a`), its second (`b`), or neither. */
export type Preference = 'a' | 'b' | 'equal';
export const PREFERENCES: readonly Preference[] = ['a', 'b', 'equal'];

export interface Judgement {
  question: string;
  rater: string;
  preference: Preference;
  /** Of "equal", where raters were asked which: both good or both poor. */
  equal?: 'good' | 'poor';
  /** Where the first arm stood; null when unknown (judgements made elsewhere) or when both were never side by side. */
  sideOfA: Side | null;
  /** From the trial's being shown to the key, in milliseconds; null when unknown. */
  ms: number | null;
}

/** Of a choice between two sides; grades are compared in `preferenceOfGrades`. */
export function preferenceOf(choice: Choice, sideOfA: Side): Preference {
  if (choice !== 'left' && choice !== 'right') return 'equal';
  return choice === sideOfA ? 'a' : 'b';
}

/** From this grade on an item is good, below it poor. */
const GOOD = 2;

/** The grades that are right where it is known whether an item is related to the query. */
export const rightGrades = (related: boolean): Choice[] =>
  CHOICES.grade.filter((grade) => Number(grade) >= GOOD === related);

/** Two grades of one rater for the two sides of a comparison. */
export function preferenceOfGrades(a: number, b: number): Pick<Judgement, 'preference' | 'equal'> {
  if (a !== b) return { preference: a > b ? 'a' : 'b' };
  return { preference: 'equal', equal: a >= GOOD ? 'good' : 'poor' };
}

/** The side that was chosen; null when the judgement was "equal" or the sides are unknown. */
export function chosenSide({ preference, sideOfA }: Pick<Judgement, 'preference' | 'sideOfA'>): Side | null {
  if (preference === 'equal' || sideOfA === null) return null;
  const other: Side = sideOfA === 'left' ? 'right' : 'left';
  return preference === 'a' ? sideOfA : other;
}
