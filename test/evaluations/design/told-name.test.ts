import { expect, it } from 'vitest';
import { toldName } from '../../../evaluations/design/told-name.ts';

const names = ['graph-1', 'visual', 'c++', 'a'];

it.each([
  ['Is GRAPH-1 better?', 'graph-1'],
  ['graph-1-against-the-rest', 'graph-1'],
  ['graph-1_b', 'graph-1'],
  ['graph-10', undefined],
  ['subgraph-1', undefined],
  ['Is Visual\nenough?', 'visual'],
  ['Visually related?', undefined],
  ['visualité', undefined],
  ['visualé', undefined],
  ['Written in c++.', 'c++'],
  ['a', 'a'],
  ['à la carte', undefined],
  ['Bananas', undefined],
  ['', undefined],
])('in "%s" is told: %s', (text, told) => {
  expect(toldName(text, names)).toBe(told);
});

it('finds a name of two words over a line, and no empty name', () => {
  expect(toldName('Is run\n  x better?', ['', 'run x'])).toBe('run x');
  expect(toldName('Is it better?', [''])).toBeUndefined();
});
