import { expect, it } from 'vitest';
import type { StudySummary } from '../../../electron/contract/studies.ts';
import { versionsOf } from '../../../renderer/studies/study-versions.ts';
import { study } from '../fixtures.ts';

const version = (name: string, revises: string | null, change: Partial<StudySummary['design']> = {}) => {
  const base = study(name, { hash: `hash-of-${name}`, createdAt: `2026-01-0${name.slice(-1)}T00:00:00Z` });
  return { ...base, design: { ...base.design, name, revises, ...change } };
};
const first = version('study-1', null);
const second = version('study-2', first.hash, { version: 2, questions: 300, gold: 5 });
const third = version('study-3', second.hash, { ...second.design, version: 3, revises: second.hash });
const other = version('study-4', null);
const all = [other, third, second, first];

it('lists every version, the oldest first, whichever is asked about', () => {
  for (const asked of [first, second, third]) {
    expect(versionsOf(asked, all).map(({ study: { name } }) => name)).toEqual([
      'study-1',
      'study-2',
      'study-3',
    ]);
  }
  expect(versionsOf(other, all).map(({ study: { name } }) => name)).toEqual(['study-4']);
});

it('says what changed, and nothing that did not', () => {
  const [, changed, same] = versionsOf(first, all);
  expect(changed.before).toBe('here');
  expect(changed.changes.map(({ term }) => term)).toEqual(['Questions', 'Checks']);
  expect(changed.changes[0]).toEqual({
    term: 'Questions',
    before: '200; queries drawn uniformly',
    says: '300; queries drawn uniformly',
  });
  expect(same).toMatchObject({ before: 'here', changes: [] });
});

it('says that a text changed even where it is as long as before, without repeating it', () => {
  const was = version('study-1', null, { instructions: 'Look well.' });
  const is = version('study-2', was.hash, { instructions: 'Look here.' });
  expect(versionsOf(is, [was, is])[1].changes).toEqual([
    { term: 'Instructions', before: 'another text', says: 'a new text' },
  ]);
});

it('knows when the study before is not on this machine', () => {
  expect(versionsOf(second, [second])).toMatchObject([{ before: 'missing', changes: [] }]);
});

it('shows both where two studies take the place of one, and ends where studies name each other', () => {
  const twin = version('study-5', first.hash);
  expect(versionsOf(twin, [...all, twin]).map(({ study: { name } }) => name)).toEqual([
    ...['study-1', 'study-2', 'study-3', 'study-5'],
  ]);
  const [x, y] = [version('study-6', 'hash-of-study-7'), version('study-7', 'hash-of-study-6')];
  expect(versionsOf(x, [x, y])).toHaveLength(2);
});
