import { expect, it } from 'vitest';
import { questionsNeeded, smallestShareFound } from '../../../evaluations/design/power.ts';

it('needs what is stated for the four rows of table 2 of the paper: 930, 71, 520, 241', () => {
  const rows = [
    { win: 28.4, lose: 21.9, needed: 930 },
    { win: 36.9, lose: 14, needed: 71 },
    { win: 22.6, lose: 15.1, needed: 520 },
    { win: 32.5, lose: 19.6, needed: 241 },
  ];
  for (const { win, lose, needed } of rows) {
    const found = questionsNeeded(win / (win + lose), (win + lose) / 100);
    expect(Math.abs(found - needed)).toBeLessThan(1);
  }
});

it.each([
  [0.55, 1, 782.5259552102923],
  [0.6, 0.5, 387.6945717662951],
  [0.7, 0.8, 58.28221149228007],
  [0.9, 0.3, 31.645380503619336],
])('matches scipy.stats.norm at a share of %d with %d decided', (share, decided, needed) => {
  expect(questionsNeeded(share, decided)).toBeCloseTo(needed, 6);
});

it('is undone by the smallest share that is found', () => {
  for (const share of [0.52, 0.6, 0.75]) {
    expect(smallestShareFound(questionsNeeded(share, 1))).toBeCloseTo(share, 9);
  }
});

it('finds nothing with too few questions', () => {
  expect(smallestShareFound(0)).toBeNull();
  expect(smallestShareFound(3)).toBeNull();
});

it('refuses what cannot be planned for', () => {
  expect(() => questionsNeeded(0.5, 1)).toThrow(RangeError);
  expect(() => questionsNeeded(0.6, 0)).toThrow(RangeError);
});
