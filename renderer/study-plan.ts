/** What a draft will ask of people: estimates for the planner. */
import { barredOf, type StudyDraft } from './study-draft.ts';

/** How many times as likely a query with different answers is drawn where these are preferred. */
const DIFFERENT_ANSWERS_PULL = 5;

/**
 * Share of the drawn questions that have the same answer of both models.
 * @param same share of all queries
 */
export function sameDrawn(same: number, sampling: StudyDraft['sampling']): number {
  if (sampling !== 'disagreement') return same;
  const drawn = same + DIFFERENT_ANSWERS_PULL * (1 - same);
  return drawn > 0 ? same / drawn : 0;
}

/** Answers that one rater gives to all of a study. @param shown comparisons that are no draws by construction */
export function answersOfRater(draft: StudyDraft, shown: number): number {
  const barred = barredOf(draft);
  const extra = (['gold', 'repeats', 'practice'] as const).reduce(
    (sum, key) => sum + (barred[key] ? 0 : (draft[key] ?? 0)),
    0,
  );
  return shown * (draft.trial === 'grade' ? 2 : 1) + extra;
}
