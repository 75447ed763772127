import { expect, it } from 'vitest';
import { groupByQuery } from '../../../engine/evaluate/query-groups.ts';

const groups = (...pairs: [query: number, item: number][]) =>
  groupByQuery({
    query: Uint32Array.from(pairs, ([query]) => query),
    item: Uint32Array.from(pairs, ([, item]) => item),
  }).map(({ query, positives }) => [query, [...positives]]);

it('groups pairs by query, ascending, positives in the order of the pairs', () => {
  expect(groups([7, 3], [2, 9], [7, 1], [2, 4])).toEqual([
    [2, [9, 4]],
    [7, [3, 1]],
  ]);
});

it('takes a pair that is there twice once, wherever it stands', () => {
  expect(groups([7, 3], [7, 1], [7, 3], [3, 7])).toEqual([
    [3, [7]],
    [7, [3, 1]],
  ]);
});

it('drops an item paired with itself, and a query that has nothing else', () => {
  expect(groups([5, 5], [6, 6], [6, 5])).toEqual([[6, [5]]]);
  expect(groups([5, 5])).toEqual([]);
});
