import { expect, it } from 'vitest';
import { ladderDifference, ladderText, standing } from '../../../renderer/words/ladder-words.ts';

const one = (difference: number, low: number, high: number, p_holm: number) => ({
  ...{ difference, low, high, p: p_holm / 3, p_holm },
});

it.each([
  [one(0.042, 0.011, 0.073, 0.01), 'higher', 'higher by 4.2 points (1.1 to 7.3)'],
  [one(-0.042, -0.073, -0.011, 0.01), 'lower', 'lower by 4.2 points (1.1 to 7.3)'],
  [one(0.01, -0.02, 0.03, 0.9), 'open', 'no difference found; more than 3.0 points is excluded'],
  [
    one(-0.02, -0.04, -0.001, 0.11),
    'open',
    'uncertain: alone it would stand, among so many comparisons it does not',
  ],
  [one(0, 0, 0, 1), 'open', 'the same for every query'],
] as const)('says %j: %s', (difference, stands, words) => {
  expect(standing(difference)).toBe(stands);
  expect(ladderDifference('hit_rate@1%', difference)).toBe(words);
});

it('is a table for a spreadsheet', () => {
  const cell = { mean: 0.2, spread: { low: 0.1, high: 0.3 } };
  const text = ladderText(
    {
      split: { name: 'test', fingerprint: '', items: 9, queries: 3, pairs: 4 },
      rows: [],
      table: [
        {
          preset: 'pinsage',
          seeds: 3,
          metrics: { 'hit_rate@1%': { ...cell, low: 0.15, high: 0.25 } },
          differences: {},
        },
        {
          ...{ preset: 'bpr', seeds: 3, metrics: { 'coverage@10': { ...cell, low: null, high: null } } },
          differences: { 'hit_rate@1%': one(-0.042, -0.073, -0.011, 0.01) },
        },
      ],
    },
    ['hit_rate@1%', 'coverage@10'],
    'pinsage',
    (preset) => preset.toUpperCase(),
  );
  expect(text.split('\n').map((line) => line.split('\t'))).toEqual([
    ['Method', 'Runs', 'Hit rate @ 1%', 'Coverage @ 10', 'Hit rate @ 1%, minus PINSAGE'],
    ['PINSAGE', '3', '20.0% (15.0% to 25.0%)', '', ''],
    ['BPR', '3', '', '20.0%', 'lower by 4.2 points (1.1 to 7.3)'],
  ]);
});
