import { expect, it } from 'vitest';
import {
  clusteredDifferenceFound,
  clusteredQuestionsNeeded,
  clusteredShareFound,
} from '../../../evaluations/design/clustered-power.ts';
import { gradeDifferenceFound, gradeQuestionsNeeded } from '../../../evaluations/design/grade-power.ts';
import {
  clusteredPlan,
  type PlanPart,
  type PlanRequest,
  type SupposedEffect,
} from '../../../renderer/studies/clustered-plan.ts';
import { freshDraft } from '../../../renderer/studies/study-draft.ts';
import { gradeSpreads, planRequest, usualAssumptions } from '../../../renderer/studies/study-plan.ts';

const seed = 3;
const study = {
  ...{ raters: 10, judgements: 3, consensus: 2 / 3, level: 0.05 },
  ...{ raterSd: 0.5, querySd: 0.5 },
};
const design = { ...study, equal: 0.2 };
const effect: SupposedEffect = { unit: 'share', equal: 0.2 };
const request: PlanRequest = { ...study, effect, seed, questions: 40, targets: [0.7, 0.65] };
const ofKind = <K extends PlanPart['kind']>(parts: PlanPart[], kind: K) =>
  parts.filter((part): part is Extract<PlanPart, { kind: K }> => part.kind === kind);

it('answers as the simulation does, the cheapest first, and says when it is done', () => {
  const parts = [...clusteredPlan(request)];
  expect(parts.map(({ kind }) => kind)).toEqual(['outcomes', 'found', 'needed', 'needed', 'done']);
  expect(ofKind(parts, 'found')[0].effect).toBe(clusteredShareFound(design, 40, { seed }));
  const [seventy] = ofKind(parts, 'needed');
  expect(seventy).toEqual({
    ...{ kind: 'needed', effect: 0.7 },
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
    { kind: 'found', effect: null },
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

const grades: PlanRequest = {
  ...{ ...study, raterSd: 0.3, querySd: 0.2, seed, questions: 40, targets: [0.5] },
  effect: { unit: 'difference', differenceSd: 1 },
};

it('answers for grades in grades: by simulation where people differ', () => {
  const parts = [...clusteredPlan(grades)];
  const graded = { ...study, raterSd: 0.3, querySd: 0.2, differenceSd: 1 };
  expect(ofKind(parts, 'found')[0].effect).toBe(clusteredDifferenceFound(graded, 40, { seed }));
  expect(ofKind(parts, 'needed')).toEqual([
    {
      ...{ kind: 'needed', effect: 0.5 },
      questions: clusteredQuestionsNeeded({ ...graded, difference: 0.5 }, { seed }),
    },
  ]);
  expect(ofKind(parts, 'outcomes')[0]).toMatchObject({ effect: 0.3 });
});

it('answers for grades by formula where all are alike, at the level of the design', () => {
  const parts = [...clusteredPlan({ ...grades, raterSd: 0, querySd: 0, level: 0.02 })];
  const graded = { differenceSd: 1, judgements: 3, consensus: 2 / 3 };
  expect(ofKind(parts, 'found')[0].effect).toBe(gradeDifferenceFound(graded, 40, { level: 0.02 }));
  expect(ofKind(parts, 'needed')[0].questions).toBe(
    gradeQuestionsNeeded({ ...graded, difference: 0.5 }, { level: 0.02 }),
  );
  // test/golden/grade-power.json: three judgements of which two must agree.
  expect(ofKind(parts, 'outcomes')[0].draw).toBeCloseTo(0.3056799540558508, 9);
});

it('asks for grades whether people differ or not, raters who are alike being as many as judgements', () => {
  const graded = { ...draft, trial: 'grade' as const };
  expect(planRequest(graded, 2, 0.25, { ...usualAssumptions, people: 8, differenceSd: 1.2 })).toMatchObject({
    ...{ questions: 90, raters: 3, raterSd: 0, querySd: 0 },
    ...{ effect: { unit: 'difference', differenceSd: 1.2 }, targets: [0.5, 0.3, 0.2, 0.1] },
  });
  expect(planRequest(graded, 2, 0.25, some)).toMatchObject({ raters: 8, querySd: 0 });
  expect(planRequest({ ...graded, questions: null }, 2, 0.25, some)).toBeNull();
});

it('takes what differs between people as a part of the deviation of grades, as log odds do of votes', () => {
  const { raterSd, querySd } = gradeSpreads({ ...some, queries: 'much', differenceSd: 1.5 });
  // A logistic distribution has a variance of pi^2 / 3.
  const all = Math.PI ** 2 / 3 + 0.5 ** 2 + 1;
  expect(raterSd).toBeCloseTo(1.5 * Math.sqrt(0.5 ** 2 / all), 12);
  expect(querySd).toBeCloseTo(1.5 * Math.sqrt(1 / all), 12);
});
