/**
 * What a study finds whose raters and queries differ, by simulation: its answers come one by one, the cheapest first, so
 * that whoever asks can show each as soon as it is there.
 */
import {
  clusteredPower,
  clusteredQuestionsNeeded,
  clusteredShareFound,
} from '../../evaluations/design/clustered-power.ts';

export interface PlanRequest {
  /** Questions that raters see, of one pair of runs. */
  questions: number;
  raters: number;
  judgements: number;
  consensus: number;
  level: number;
  /** Share of "equal" among the answers. */
  equal: number;
  /** Standard deviations in log odds. */
  raterSd: number;
  querySd: number;
  seed: number;
  /** Shares of wins to count questions for, the largest first. */
  targets: number[];
}

export type PlanPart =
  | { kind: 'found'; share: number | null }
  | { kind: 'outcomes'; decided: number; draw: number; inconclusive: number; power: number; share: number }
  | { kind: 'needed'; share: number; questions: number | null }
  | { kind: 'done' };

/** The preference whose chance of being found is told in words. */
export const TOLD_SHARE = 0.6;

export function* clusteredPlan({ questions, targets, seed, ...design }: PlanRequest): Generator<PlanPart> {
  const { equal } = design;
  const falling = (share: number) => ({ win: share * (1 - equal), lose: (1 - share) * (1 - equal) });
  if (questions > 0) {
    const of = clusteredPower({ ...design, ...falling(TOLD_SHARE) }, questions, { seed, studies: 200 });
    const { power, win, lose, draw, inconclusive } = of;
    yield { kind: 'outcomes', decided: win + lose, draw, inconclusive, power, share: TOLD_SHARE };
    yield { kind: 'found', share: clusteredShareFound(design, questions, { seed }) };
  } else yield { kind: 'found', share: null };
  let beyond = false;
  for (const share of targets) {
    // A smaller preference needs more: what a larger one cannot have, it cannot either.
    const needed: number | null = beyond
      ? null
      : clusteredQuestionsNeeded({ ...design, ...falling(share) }, { seed });
    beyond = needed === null;
    yield { kind: 'needed', share, questions: needed };
  }
  yield { kind: 'done' };
}
