import { expect, it } from 'vitest';
import { findActions } from '../../renderer/find-actions.ts';

const actions = [
  { title: 'New model', also: 'train run' },
  { title: 'Import the demo', also: 'emoji data set' },
  { title: 'Import the demo with dense boards' },
  { title: 'Go to Models' },
  { title: 'Dark theme', also: 'appearance' },
];
const found = (typed: string): string[] => findActions(actions, typed).map(({ title }) => title);

it('offers everything by title while nothing is typed', () => {
  expect(found(' ')).toEqual([...actions].map(({ title }) => title).sort());
});

it('takes beginnings of words in any order, and wants every word', () => {
  expect(found('dem imp')).toEqual(['Import the demo', 'Import the demo with dense boards']);
  expect(found('import xyz')).toEqual([]);
  expect(found('odel')).toEqual([]);
});

it('puts an earlier word first, and a title before other words', () => {
  expect(found('mod')).toEqual(['New model', 'Go to Models']);
  expect(found('d')[0]).toBe('Dark theme');
  expect(found('train')).toEqual(['New model']);
});

it('does not mind capitals and punctuation', () => {
  expect(found('DARK-theme!')).toEqual(['Dark theme']);
});
