import { expect, it } from 'vitest';
import { shownStudy } from '../../../renderer/studies/shown-study.ts';
import { study } from '../fixtures.ts';

const [fresh, answered] = [study('fresh', { judgements: 0 }), study('answered', { judgements: 3 })];
const all = [fresh, answered];

it('is the one in the address', () => {
  expect(shownStudy('study', 'answered', all)).toBe(answered);
  expect(shownStudy('verdict', 'fresh', all)).toBe(fresh);
});

it('without one is the newest, and for the verdict the newest with answers', () => {
  expect(shownStudy('study', undefined, all)).toBe(fresh);
  expect(shownStudy('verdict', undefined, all)).toBe(answered);
  expect(shownStudy('verdict', 'removed', [fresh])).toBe(fresh);
});

it('is none for a draft, and while none is known', () => {
  expect(shownStudy('study', 'new', all)).toBeUndefined();
  expect(shownStudy('study', 'fresh', null)).toBeUndefined();
});
