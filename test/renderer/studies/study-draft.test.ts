import { expect, it } from 'vitest';
import { StudyDesign } from '../../../electron/contract/studies.ts';
import {
  barredOf,
  designOf,
  freshDraft,
  problemsOf,
  readDraft,
  revisionOf,
  type StudyDraft,
} from '../../../renderer/studies/study-draft.ts';
import { study } from '../fixtures.ts';

it('begins without problems', () => {
  expect(problemsOf(freshDraft)).toEqual({});
});

it.each([
  ['questions', [1, 5000], [0, 5001, 2.5, null]],
  ['judgements', [1, 50], [0, 51, 1.5, null]],
  ['seed', [0, 2 ** 53 - 1], [-1, 0.5, null]],
  ['k', [2, 20], [1, 21, 2.5, null]],
  ['gold', [0, 500], [-1, 501, null]],
  ['repeats', [0, 100], [-1, 501, null]],
  ['practice', [0, 50], [-1, 51, null]],
  ['breakEvery', [0, 5000], [-1, 0.5, null]],
  ['gapMinutes', [0, 10_080], [-1, 0.5, null]],
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
  const values = [-1, 0, 1, 1.5, 2, 20, 21, 50, 51, 500, 501, 5000, 5001];
  const keys = [
    'questions',
    'judgements',
    'seed',
    'k',
    'gold',
    'practice',
    'breakEvery',
    'gapMinutes',
  ] as const;
  for (const key of keys) {
    for (const value of values) {
      const mine = problemsOf({ ...freshDraft, trial: 'lists', [key]: value })[key] === undefined;
      if (mine) expect(StudyDesign.shape[key].safeParse(value).success, `${key} ${value}`).toBe(true);
    }
  }
});

const runs = ['graph-1', 'visual-1'];
const opened = (change: Partial<StudyDraft>, of = runs) => designOf({ ...freshDraft, ...change }, of);

it('opens a design that the main process takes, whatever is chosen', () => {
  for (const trial of ['pair', 'lists', 'grade'] as const) {
    for (const sampling of ['uniform', 'degree', 'category', 'disagreement'] as const) {
      const design = opened({ trial, sampling, gold: 10, repeats: 5, goldBelow: 0.8, flags: ['too-fast'] });
      const parsed = StudyDesign.parse({ name: 'study-1', ...design });
      expect(parsed).toEqual({ ...design, name: 'study-1' });
    }
  }
});

it('opens the fresh draft with the defaults of the main process', () => {
  const given = { name: 'x', title: '', runs, trial: 'pair', k: 1, questions: 100, judgements: 3, seed: 0 };
  expect({ ...opened({}), name: 'x' }).toEqual(StudyDesign.parse(given));
});

it('bars sides from grades, says why, and opens without them', () => {
  const draft: StudyDraft = {
    ...freshDraft,
    ...{ trial: 'grade', gold: 10, repeats: 5, practice: 4, equal: 'split', goldBelow: 0.8 },
    flags: ['left-clicker', 'too-fast'],
  };
  const barred = barredOf(draft);
  for (const key of ['equal', 'left-clicker'] as const) {
    expect(barred[key], key).toMatch(/\.$/);
  }
  for (const key of ['too-fast', 'gold', 'repeats', 'practice'] as const)
    expect(barred[key], key).toBeUndefined();
  expect(problemsOf(draft, runs)).toEqual({});
  expect(designOf(draft, runs)).toMatchObject({
    ...{ gold: 10, repeats: 5, practice: 4, equal: 'one' },
    exclude: { goldBelow: 0.8, selfAgreementBelow: null, flags: ['too-fast'] },
  });
});

it('keeps a rule only with the questions it goes by', () => {
  const rules = { goldBelow: 0.8, selfAgreementBelow: 0.6 };
  expect(opened(rules).exclude).toEqual({ goldBelow: null, selfAgreementBelow: null, flags: [] });
  expect(opened({ ...rules, gold: 10, repeats: 10 }).exclude).toEqual({ ...rules, flags: [] });
  const flags: StudyDraft['flags'] = ['fails-gold', 'contradicts-self'];
  expect(opened({ flags, gold: 10 }).exclude.flags).toEqual(['fails-gold']);
  expect(opened({ flags, repeats: 10 }).exclude.flags).toEqual(['contradicts-self']);
});

it('has as many repeated questions as questions at most, and a question for every pair of models', () => {
  expect(problemsOf({ ...freshDraft, questions: 10, repeats: 11 }).repeats).toContain('10');
  expect(problemsOf({ ...freshDraft, questions: 10, repeats: 10 })).toEqual({});
  const six = ['a1', 'b1', 'c1', 'd1', 'e1', 'f1'];
  expect(problemsOf({ ...freshDraft, questions: 14 }, six).questions).toContain('15 pairs');
  expect(problemsOf({ ...freshDraft, questions: 15 }, six)).toEqual({});
});

it.each([
  ['title', 'Is GRAPH-1 better?', true],
  ['title', 'graph-10 is another', false],
  ['title', 'graph-1-b begins like it', true],
  ['instructions', 'You will see visual-1.', true],
  ['consent', 'I know that graph-1 is tested.', true],
  ['consent', 'Graphs are visual.', false],
] as const)('lets raters read no name of a model: %s "%s"', (key, text, refused) => {
  const said = problemsOf({ ...freshDraft, [key]: text }, runs)[key];
  if (refused) expect(said).toMatch(/names (graph|visual)-1/);
  else expect(said).toBeUndefined();
});

it('reads a draft of an older Pinwise, and one that is broken, without a problem', () => {
  const older = { title: 'Mine', trial: 'lists', k: null, questions: 40, judgements: 2, seed: 7 };
  expect(readDraft(older)).toEqual({ ...freshDraft, ...older });
  const broken = { trial: 'votes', questions: '40', more: [1], consensus: null, version: null, flags: 'all' };
  expect(readDraft(broken)).toEqual(freshDraft);
  for (const none of [null, undefined, 3, 'draft', []]) expect(readDraft(none)).toEqual(freshDraft);
});

it('reads back what it stored, emptied fields too', () => {
  const draft = {
    ...freshDraft,
    ...{ more: ['c1'], gold: null, goldBelow: 0.75, equal: 'split', stop: 'anytime', version: 3 },
    ...{ revises: 'ab12', flags: ['too-fast'], consent: 'Yes.', breakEvery: null },
  };
  expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
});

it('makes the next version of a study: the same design, one version later, in the place of its hash', () => {
  const { hash, design } = study('study-1', {
    design: StudyDesign.parse({
      ...{ name: 'study-1', title: 'Mine', runs: ['a1', 'b1', 'c1'], trial: 'pair', k: 1, questions: 40 },
      ...{
        judgements: 2,
        seed: 7,
        gold: 4,
        exclude: { goldBelow: 0.8, selfAgreementBelow: null, flags: [] },
      },
      ...{ version: 2, revises: 'older', stop: 'anytime' },
    }),
  });
  const next = revisionOf({ design, hash });
  expect(next.more).toEqual(['c1']);
  const again = { ...designOf(next, ['a1', 'b1', 'c1']), name: design.name };
  expect(again).toEqual({ ...design, version: 3, revises: hash });
});
