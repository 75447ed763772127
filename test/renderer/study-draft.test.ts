import { expect, it } from 'vitest';
import { StudyDesign } from '../../electron/contract/studies.ts';
import { freshDraft, problemsOf } from '../../renderer/study-draft.ts';

it('begins without problems', () => {
  expect(problemsOf(freshDraft)).toEqual({});
});

it.each([
  ['questions', [1, 5000], [0, 5001, 2.5, null]],
  ['judgements', [1, 50], [0, 51, 1.5, null]],
  ['seed', [0, 2 ** 53 - 1], [-1, 0.5, null]],
  ['k', [2, 20], [1, 21, 2.5, null]],
] as const)('takes %s at its ends and refuses what lies beyond', (key, good, bad) => {
  const draft = { ...freshDraft, trial: 'lists' as const };
  for (const value of good) expect(problemsOf({ ...draft, [key]: value })).toEqual({});
  for (const value of bad) {
    expect(Object.keys(problemsOf({ ...draft, [key]: value }))).toEqual([key]);
    expect(problemsOf({ ...draft, [key]: value })[key]).toMatch(/^A whole number/);
  }
});

it('does not care for the length of lists where pairs are shown', () => {
  expect(problemsOf({ ...freshDraft, trial: 'pair', k: null })).toEqual({});
});

it('refuses every number that the contract of the main process refuses', () => {
  const values = [-1, 0, 1, 1.5, 2, 20, 21, 50, 51, 5000, 5001];
  for (const key of ['questions', 'judgements', 'seed', 'k'] as const) {
    for (const value of values) {
      const mine = problemsOf({ ...freshDraft, trial: 'lists', [key]: value })[key] === undefined;
      if (mine) expect(StudyDesign.shape[key].safeParse(value).success, `${key} ${value}`).toBe(true);
    }
  }
});
