/** What a draft will ask of people, and what the planner has to know about them: estimates and assumptions. */
import type { EffectUnit, PlanRequest, SupposedEffect } from './clustered-plan.ts';
import { barredOf, pairsOf, type StudyDraft } from './study-draft.ts';

/** How far people, or queries, are from each other. */
export type Spread = 'alike' | 'little' | 'some' | 'much';

export interface Assumptions {
  /** Share of the shown questions that end with a winner; where all are alike. */
  decided: number;
  raters: Spread;
  queries: Spread;
  /** Share of "equal" among the answers; where they differ. */
  equal: number;
  /** Standard deviation of the difference between a rater's two grades of a question, in grades. */
  differenceSd: number;
  /** People in all; null: as many as judgements of a question. */
  people: number | null;
}
export const usualAssumptions: Assumptions = {
  decided: 0.5,
  raters: 'alike',
  queries: 'alike',
  equal: 0.2,
  differenceSd: 1,
  people: null,
};

/** Standard deviation in log odds; between which shares two of three lie where 60% of all answers are for one model. */
export const spreads: Record<Spread, { sd: number; title: string; says: string }> = {
  alike: { sd: 0, title: 'all alike', says: 'each as all the others' },
  little: { sd: 0.25, title: 'a little different', says: 'most of them between 54 and 66%' },
  some: { sd: 0.5, title: 'different', says: 'most of them between 48 and 71%' },
  much: { sd: 1, title: 'very different', says: 'most of them between 36 and 80%' },
};

export const unitOf = (trial: StudyDraft['trial']): EffectUnit =>
  trial === 'grade' ? 'difference' : 'share';

export const areAlike = ({ raters, queries }: Assumptions): boolean =>
  raters === 'alike' && queries === 'alike';

/** Differences that questions are counted for. */
export const TARGETS: Record<EffectUnit, number[]> = {
  share: [0.55, 0.6, 0.65, 0.7],
  difference: [0.1, 0.2, 0.3, 0.5],
};

/** Log odds that are one standard deviation: a logistic distribution has pi / sqrt 3 (Chinn 2000). */
const LOG_ODDS = Math.PI / Math.sqrt(3);

/** How far raters and queries lie apart in grades, as parts of the standard deviation that is assumed. */
export function gradeSpreads({ raters, queries, differenceSd }: Assumptions): {
  raterSd: number;
  querySd: number;
} {
  const [ofRaters, ofQueries] = [raters, queries].map((spread) => spreads[spread].sd / LOG_ODDS);
  const ofAnswers = differenceSd / Math.hypot(1, ofRaters, ofQueries);
  return { raterSd: ofRaters * ofAnswers, querySd: ofQueries * ofAnswers };
}

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

/** Comparisons that people see. @param same share of all queries with the same answer; null while unknown */
export const shownOf = ({ questions, sampling }: StudyDraft, same: number | null): number =>
  Math.round((questions ?? 0) * (1 - (same === null ? 0 : sameDrawn(same, sampling))));

/** Answers that one rater gives to all of a study. @param shown comparisons that are no draws by construction */
export function answersOfRater(draft: StudyDraft, shown: number): number {
  const barred = barredOf(draft);
  const [gold, repeats, practice] = (['gold', 'repeats', 'practice'] as const).map((key) =>
    barred[key] ? 0 : (draft[key] ?? 0),
  );
  return (shown + gold + repeats) * (draft.trial === 'grade' ? 2 : 1) + practice;
}

/**
 * What is to be worked out beside the window; null where it needs no more than a formula, for pairs and lists of people and
 * queries that are all alike, and while a number is missing.
 */
export function planRequest(
  draft: StudyDraft,
  runs: number,
  same: number | null,
  assumed: Assumptions,
): PlanRequest | null {
  const { questions, judgements, consensus, seed } = draft;
  const unit = unitOf(draft.trial);
  const alike = areAlike(assumed);
  if (unit === 'share' && alike) return null;
  if (runs < 2 || !questions || !judgements || judgements > 50 || questions > 5000) return null;
  const pairs = pairsOf(runs);
  return {
    questions: Math.round(shownOf(draft, same) / pairs),
    raters: alike ? judgements : Math.max(judgements, assumed.people ?? judgements),
    ...{ judgements, consensus, level: 0.05 / pairs },
    ...supposed(unit, assumed),
    seed: seed ?? 0,
    targets: [...TARGETS[unit]].reverse(),
  };
}

function supposed(
  unit: EffectUnit,
  assumed: Assumptions,
): { effect: SupposedEffect; raterSd: number; querySd: number } {
  const { raters, queries, equal, differenceSd } = assumed;
  if (unit === 'difference') return { effect: { unit, differenceSd }, ...gradeSpreads(assumed) };
  return { effect: { unit, equal }, raterSd: spreads[raters].sd, querySd: spreads[queries].sd };
}
