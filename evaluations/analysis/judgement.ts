/** Judgements as analysis sees them: which arm was preferred, the side only beside it. */
import type { Side } from '../design/rater-plan.ts';

export type Choice = 'left' | 'right' | 'equal';
export type Preference = 'a' | 'b' | 'equal';
export const PREFERENCES: readonly Preference[] = ['a', 'b', 'equal'];

export interface Judgement {
  question: string;
  rater: string;
  preference: Preference;
  /** Where arm a stood; null when unknown (judgements made elsewhere). */
  sideOfA: Side | null;
  /** From the trial's being shown to the key, in milliseconds; null when unknown. */
  ms: number | null;
}

export function preferenceOf(choice: Choice, sideOfA: Side): Preference {
  if (choice === 'equal') return 'equal';
  return choice === sideOfA ? 'a' : 'b';
}

/** The side that was chosen; null when the judgement was "equal" or the sides are unknown. */
export function chosenSide({ preference, sideOfA }: Judgement): Side | null {
  if (preference === 'equal' || sideOfA === null) return null;
  const other: Side = sideOfA === 'left' ? 'right' : 'left';
  return preference === 'a' ? sideOfA : other;
}
