/** What the planner says of a difference between two models, in the unit of the study's trials. */
import type { EffectUnit } from '../studies/clustered-plan.ts';
import { percent, plain } from './format.ts';

interface PlanWords {
  /** As the row of a table has it. */
  short(effect: number): string;
  /** The sentence of what is found: before the difference, the difference, after it. */
  found: {
    before: string;
    effect(effect: number): string;
    /** @param single is it a difference of single answers, or of whole questions? */
    after(single: boolean): string;
  };
  /** The beginning of the sentence of how often one is found. */
  told(effect: number): string;
  by: string;
}

export const planWords: Record<EffectUnit, PlanWords> = {
  share: {
    short: (share) => percent(share, 0),
    found: {
      before: 'If raters choose one model in',
      effect: (share) => percent(share, 0),
      after: (single) =>
        `${single ? 'of their answers that are not “equal”' : 'of the decided questions'} or more`,
    },
    told: (share) => `A preference of ${percent(share, 0)}`,
    by: 'share of wins',
  },
  difference: {
    short: (grades) => plain(grades, 1),
    found: {
      before: 'If raters grade the items of one model',
      effect: (grades) => `${plain(grades, 2)} higher`,
      after: () => 'on average, or more',
    },
    told: (grades) => `A difference of ${plain(grades, 1)} between the mean grades`,
    by: 'difference of mean grades',
  },
};
