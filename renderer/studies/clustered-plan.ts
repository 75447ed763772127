/**
 * What a study finds, in answers that come one by one, the cheapest first, so that whoever asks can show each as soon as it
 * is there: by simulation where raters or queries differ; of grades also by formula, where all are alike.
 */
import type { ClusteredDesign, ClusteredStudy } from '../../evaluations/design/clustered-design.ts';
import {
  clusteredDifferenceFound,
  clusteredPower,
  clusteredQuestionsNeeded,
  clusteredShareFound,
  type SimulatedPower,
} from '../../evaluations/design/clustered-power.ts';
import {
  gradeDifferenceFound,
  gradeOutcomes,
  gradeQuestionsNeeded,
} from '../../evaluations/design/grade-power.ts';
import { outcomePower } from '../../evaluations/design/power.ts';

/** What a difference between two models is measured in: a share of wins, or a difference of mean grades. */
export type EffectUnit = 'share' | 'difference';

/** The unit, with what is supposed of single answers: the share of "equal", or how far two grades lie apart. */
export type SupposedEffect = { unit: 'share'; equal: number } | { unit: 'difference'; differenceSd: number };

export interface PlanRequest extends Required<ClusteredStudy> {
  /** Questions that raters see, of one pair of runs. */
  questions: number;
  effect: SupposedEffect;
  seed: number;
  /** Differences to count questions for, the largest first. */
  targets: number[];
}

/** Every `effect` is in the unit of the request. */
export type PlanPart =
  | { kind: 'found'; effect: number | null }
  | { kind: 'outcomes'; decided: number; draw: number; inconclusive: number; power: number; effect: number }
  | { kind: 'needed'; effect: number; questions: number | null }
  | { kind: 'done' };

/** The differences whose chance of being found is told in words. */
export const TOLD: Record<EffectUnit, number> = { share: 0.6, difference: 0.3 };

export function* clusteredPlan(request: PlanRequest): Generator<PlanPart> {
  const { questions, targets, effect } = request;
  const plan = plannerOf(request);
  if (questions > 0) {
    const told = TOLD[effect.unit];
    const { power, win, lose, draw, inconclusive } = plan.outcomes(told);
    yield { kind: 'outcomes', decided: win + lose, draw, inconclusive, power, effect: told };
    yield { kind: 'found', effect: plan.found() };
  } else yield { kind: 'found', effect: null };
  let beyond = false;
  for (const target of targets) {
    // A smaller difference needs more: what a larger one cannot have, it cannot either.
    const needed: number | null = beyond ? null : plan.needed(target);
    beyond = needed === null;
    yield { kind: 'needed', effect: target, questions: needed };
  }
  yield { kind: 'done' };
}

interface Planner {
  outcomes(effect: number): SimulatedPower;
  found(): number | null;
  needed(effect: number): number | null;
}

function plannerOf({ questions, targets: _, effect, seed, ...study }: PlanRequest): Planner {
  if (effect.unit === 'share') {
    const { equal } = effect;
    return simulating(
      (share) => ({ ...study, win: share * (1 - equal), lose: (1 - share) * (1 - equal) }),
      { questions, seed },
      () => clusteredShareFound({ ...study, equal }, questions, { seed }),
    );
  }
  const graded = { ...study, differenceSd: effect.differenceSd };
  if (study.raterSd > 0 || study.querySd > 0) {
    return simulating(
      (difference) => ({ ...graded, difference }),
      { questions, seed },
      () => clusteredDifferenceFound(graded, questions, { seed }),
    );
  }
  const { level } = study;
  return {
    outcomes: (difference) => {
      const outcomes = gradeOutcomes({ ...graded, difference });
      return { ...outcomes, power: outcomePower(questions, outcomes, level) };
    },
    found: () => gradeDifferenceFound(graded, questions, { level }),
    needed: (difference) => gradeQuestionsNeeded({ ...graded, difference }, { level }),
  };
}

const simulating = (
  of: (effect: number) => ClusteredDesign,
  { questions, seed }: Pick<PlanRequest, 'questions' | 'seed'>,
  found: () => number | null,
): Planner => ({
  outcomes: (effect) => clusteredPower(of(effect), questions, { seed, studies: 200 }),
  found,
  needed: (effect) => clusteredQuestionsNeeded(of(effect), { seed }),
});
