import { expect, it } from 'vitest';
import { differenceStrata } from '../../../evaluations/design/query-strata.ts';
import { sampleStrata } from '../../../evaluations/design/sample-strata.ts';
import { random } from '../../../evaluations/random.ts';
import { freshDraft } from '../../../renderer/studies/study-draft.ts';
import { answersOfRater, sameDrawn } from '../../../renderer/studies/study-plan.ts';

it('expects as many same answers as sampling by disagreement draws', () => {
  const frame = Array.from({ length: 4000 }, (_, i) => ({ a: ['x'], b: [i % 2 === 0 ? 'x' : 'y'] }));
  const { strata, pull } = differenceStrata(frame, 4);
  const drawn = sampleStrata({ of: strata, pull }, 600, random(1, 'test'));
  const same = drawn.filter(({ stratum }) => stratum === 'same answer').length / drawn.length;
  expect(sameDrawn(0.5, 'disagreement')).toBeCloseTo(same, 2);
  expect(sameDrawn(0.5, 'uniform')).toBe(0.5);
  expect([sameDrawn(0, 'disagreement'), sameDrawn(1, 'disagreement')]).toEqual([0, 1]);
});

it('counts all that a rater answers: two grades for a comparison, gold and repeats on top, practice of single items', () => {
  const draft = { ...freshDraft, gold: 10, repeats: 5, practice: 4 };
  expect(answersOfRater(draft, 80)).toBe(99);
  expect(answersOfRater({ ...draft, trial: 'grade' }, 80)).toBe(194);
  expect(answersOfRater({ ...draft, gold: null }, 80)).toBe(89);
});
