import { expect, it } from 'vitest';
import {
  decidedNeeded,
  questionsByFormula,
  questionsNeeded,
  signTestPower,
  smallestShareFound,
} from '../../../evaluations/design/power.ts';
import { signTest } from '../../../evaluations/analysis/sign-test.ts';

it.each([
  [5, 0.99, 0],
  [6, 0.9, 0.531441],
  [20, 0.75, 0.6171726543871046],
  [104, 0.6, 0.49469440102930684],
  [194, 0.6, 0.7643416389087352],
  [783, 0.55, 0.7885359340069921],
  [2000, 0.53, 0.7563624382751258],
])(
  'has the power of scipy.stats.binom with %d decided questions at a share of %d',
  (decided, share, power) => {
    expect(signTestPower(decided, share)).toBeCloseTo(power, 10);
  },
);

it('counts exactly the splits that the sign test of the verdict calls significant', () => {
  for (const decided of [6, 19, 100, 333]) {
    const found = Array.from({ length: decided + 1 }, (_, losses) => losses).filter(
      (losses) => losses < decided / 2 && signTest(decided - losses, losses)! < 0.05,
    );
    // At a share of 1/2 every split is as likely as the binomial coefficient says.
    let chance = 0.5 ** decided;
    let sum = 0;
    for (const losses of found) {
      sum += chance;
      chance *= (decided - losses) / (losses + 1);
    }
    expect(signTestPower(decided, 0.5)).toBeCloseTo(sum, 12);
  }
});

it.each([
  [0.52, 4984],
  [0.55, 820],
  [0.6, 210],
  [0.65, 97],
  [0.7, 54],
  [0.9, 12],
  [0.99, 6],
  [0.4, 210],
])(
  'at a share of %d needs the %d that a search through all counts with scipy.stats.binom finds',
  (share, n) => {
    expect(decidedNeeded(share)).toBe(n);
  },
);

it('asks so many more questions as are not decided, rounded up', () => {
  expect(questionsNeeded(0.6, 0.5)).toBe(420);
  expect(questionsNeeded(0.7, 0.8)).toBe(68);
});

it.each([
  [6, 0.96349248399899],
  [7, 0.9686250859269737],
  [10, 0.9167400634441292],
  [50, 0.7039277675520006],
  [194, 0.6042410419913508],
  [1000, 0.5447497486201508],
  [5000, 0.5198461136824152],
])('with %d decided questions finds the share that scipy.optimize.brentq finds', (decided, share) => {
  expect(smallestShareFound(decided)).toBeCloseTo(share, 9);
});

it('finds nothing with fewer than six decided questions: 6 to 0 is the first split under 5%', () => {
  expect([0, 1, 5].map((decided) => smallestShareFound(decided))).toEqual([null, null, null]);
  expect(signTest(5, 0)).toBeGreaterThan(0.05);
  expect(signTest(6, 0)).toBeLessThan(0.05);
});

it('by the formula needs what is stated for the four rows of table 2 of the paper: 930, 71, 520, 241', () => {
  const rows = [
    { win: 28.4, lose: 21.9, needed: 930 },
    { win: 36.9, lose: 14, needed: 71 },
    { win: 22.6, lose: 15.1, needed: 520 },
    { win: 32.5, lose: 19.6, needed: 241 },
  ];
  for (const { win, lose, needed } of rows) {
    const [share, decided] = [win / (win + lose), (win + lose) / 100];
    expect(Math.abs(questionsByFormula(share, decided) - needed)).toBeLessThan(1);
    expect(questionsNeeded(share, decided)).toBeGreaterThan(needed);
  }
});

it.each([
  [0.55, 1, 782.5259552102923],
  [0.6, 0.5, 387.6945717662951],
  [0.7, 0.8, 58.28221149228007],
  [0.9, 0.3, 31.645380503619336],
])('by the formula matches scipy.stats.norm at a share of %d with %d decided', (share, decided, needed) => {
  expect(questionsByFormula(share, decided)).toBeCloseTo(needed, 6);
});

it('refuses what cannot be planned for', () => {
  expect(() => questionsNeeded(0.5, 1)).toThrow(RangeError);
  expect(() => questionsNeeded(1, 1)).toThrow(RangeError);
  expect(() => questionsNeeded(0.6, 0)).toThrow(RangeError);
  expect(() => questionsByFormula(0.5, 1)).toThrow(RangeError);
});
