import { expect, it } from 'vitest';
import {
  clusteredQuestionsNeeded,
  clusteredShareFound,
} from '../../../evaluations/design/clustered-power.ts';
import { clusteredPlan, type PlanPart, type PlanRequest } from '../../../renderer/studies/clustered-plan.ts';
import { freshDraft } from '../../../renderer/studies/study-draft.ts';
import { planRequest, usualAssumptions } from '../../../renderer/studies/study-plan.ts';

const seed = 3;
const design = {
  ...{ raters: 10, judgements: 3, consensus: 2 / 3, level: 0.05, equal: 0.2 },
  ...{ raterSd: 0.5, querySd: 0.5 },
};
const request: PlanRequest = { ...design, seed, questions: 40, targets: [0.7, 0.65] };
const ofKind = <K extends PlanPart['kind']>(parts: PlanPart[], kind: K) =>
  parts.filter((part): part is Extract<PlanPart, { kind: K }> => part.kind === kind);

it('answers as the simulation does, the cheapest first, and says when it is done', () => {
  const parts = [...clusteredPlan(request)];
  expect(parts.map(({ kind }) => kind)).toEqual(['outcomes', 'found', 'needed', 'needed', 'done']);
  expect(ofKind(parts, 'found')[0].share).toBe(clusteredShareFound(design, 40, { seed }));
  const [seventy] = ofKind(parts, 'needed');
  expect(seventy).toEqual({
    ...{ kind: 'needed', share: 0.7 },
    questions: clusteredQuestionsNeeded({ ...design, win: 0.7 * 0.8, lose: 0.3 * 0.8 }, { seed }),
  });
  const [{ decided, draw, inconclusive }] = ofKind(parts, 'outcomes');
  expect(decided + draw + inconclusive).toBeCloseTo(1, 10);
});

it('does not search for smaller preferences where a larger one cannot be had', () => {
  const few = { ...request, raters: 3, raterSd: 1, targets: [0.6, 0.55] };
  expect(ofKind([...clusteredPlan(few)], 'needed').map(({ questions }) => questions)).toEqual([null, null]);
});

it('finds nothing where nothing is shown', () => {
  expect(ofKind([...clusteredPlan({ ...request, questions: 0, targets: [] })], 'found')).toEqual([
    { kind: 'found', share: null },
  ]);
});

const draft = { ...freshDraft, questions: 120, judgements: 3 };
const some = { ...usualAssumptions, raters: 'some', people: 8 } as const;

it('is asked for only where raters or queries differ, and while every number is there', () => {
  expect(planRequest(draft, 2, 0.2, usualAssumptions)).toBeNull();
  expect(planRequest({ ...draft, questions: null }, 2, 0.2, some)).toBeNull();
  expect(planRequest({ ...draft, judgements: 51 }, 2, 0.2, some)).toBeNull();
  expect(planRequest(draft, 1, 0.2, some)).toBeNull();
});

it('plans for what one pair of models has: its shown questions, its part of the 5%', () => {
  expect(planRequest(draft, 3, 0.25, some)).toMatchObject({
    ...{ questions: 30, raters: 8, judgements: 3, raterSd: 0.5, querySd: 0, level: 0.05 / 3 },
  });
  // Fewer raters than judgements of a question cannot be.
  expect(planRequest({ ...draft, judgements: 9 }, 2, null, some)).toMatchObject({
    raters: 9,
    questions: 120,
  });
});
