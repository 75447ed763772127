import { expect, it } from 'vitest';
import { overlapByRank, overlapInWords, ranksIn } from '../../renderer/shared-answers.ts';
import { random } from '../../evaluations/random.ts';

const list = (...rows: number[]) => rows.map((row) => ({ row }));

it('finds the rank in the other list, from 1', () => {
  expect(ranksIn(list(7, 5, 9), list(5, 1, 7))).toEqual([3, 1, null]);
});

it('counts by rank what sets of the first n have in common', () => {
  const rng = random(3, 'shared-answers');
  for (let round = 0; round < 50; round++) {
    const shuffled = (): number[] =>
      Array.from({ length: 12 }, (_, row) => ({ row, at: rng.next() }))
        .sort((x, y) => x.at - y.at)
        .slice(0, 9)
        .map(({ row }) => row);
    const [a, b] = [shuffled(), shuffled()];
    const naive = a.map((_, at) => {
      const first = new Set(b.slice(0, at + 1));
      return { rank: at + 1, shared: a.slice(0, at + 1).filter((row) => first.has(row)).length };
    });
    expect(overlapByRank(list(...a), list(...b))).toEqual(naive);
  }
});

it('goes as far as the shorter list', () => {
  expect(overlapByRank(list(1, 2, 3), list(1))).toEqual([{ rank: 1, shared: 1 }]);
  expect(overlapByRank([], list(1))).toEqual([]);
});

it.each([
  [[1, 2, 3], [4, 5, 6], 'None of the first 3 is the same.'],
  [[1, 2], [1, 2], 'The same 2 items; both put the same item first.'],
  [[1, 2], [2, 1], 'The same 2 items; the first answers differ.'],
  [[1, 2, 3], [1, 5, 6], '1 of the first 3 is the same; both put the same item first.'],
  [[1, 2, 3], [4, 1, 2], '2 of the first 3 are the same; the first answers differ.'],
  [[], [], ''],
])('says of %j and %j: "%s"', (a, b, said) => {
  expect(overlapInWords(overlapByRank(list(...a), list(...b)))).toBe(said);
});
