import { describe, expect, it } from 'vitest';
import { type ShownQuestion, raterPlan } from '../../../evaluations/design/rater-plan.ts';

const QUESTIONS = 41;
const trials = (count: number): ShownQuestion[] =>
  Array.from({ length: count }, () => ({ kind: 'trial', of: null }));
const sides = (rater: number, seed = 3): string[] => {
  const { sideOfA } = raterPlan(trials(QUESTIONS), rater, seed);
  return Array.from({ length: QUESTIONS }, (_, i) => sideOfA(i));
};
const order = (rater: number, seed = 3): number[] => [...raterPlan(trials(QUESTIONS), rater, seed).order];
const lefts = (of: string[]): number => of.filter((side) => side === 'left').length;

describe('raterPlan', () => {
  it('puts arm a on the left in half of the questions of each rater, up to one', () => {
    for (let rater = 0; rater < 20; rater++) expect([20, 21]).toContain(lefts(sides(rater)));
  });

  it('puts arm a on the left for half of the raters of each question', () => {
    const raters = Array.from({ length: 20 }, (_, rater) => sides(rater));
    for (let i = 0; i < QUESTIONS; i++) expect(lefts(raters.map((of) => of[i]))).toBe(10);
  });

  it('gives other raters, couples and seeds other sides', () => {
    expect(sides(0)).not.toEqual(sides(2));
    expect(sides(0, 4)).not.toEqual(sides(0, 3));
    expect(sides(0)).toEqual(sides(0));
  });

  it('shows each question once, in an order of its own for each rater and seed', () => {
    expect([...order(0)].sort((a, b) => a - b)).toEqual(Array.from({ length: QUESTIONS }, (_, i) => i));
    expect(order(0)).not.toEqual(order(1));
    expect(order(0)).not.toEqual(order(0, 4));
    expect(order(0)).toEqual(order(0));
  });

  it('is uniform: each question comes first equally often, whatever its side (chi-square under its 99.9% point)', () => {
    const first = new Array<number>(8).fill(0);
    for (let seed = 0; seed < 4000; seed++) {
      const plan = raterPlan(trials(4), 0, seed);
      first[2 * plan.order[0] + Number(plan.sideOfA(plan.order[0]) === 'left')]++;
    }
    expect(first.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0)).toBeLessThan(24.32);
  });

  describe('with questions of other kinds', () => {
    const mixed: ShownQuestion[] = [
      ...trials(40),
      ...Array.from({ length: 4 }, (): ShownQuestion => ({ kind: 'practice', of: null })),
      ...Array.from({ length: 6 }, (): ShownQuestion => ({ kind: 'gold', of: null })),
      ...Array.from({ length: 5 }, (_, i): ShownQuestion => ({ kind: 'repeat', of: 7 * i })),
    ];

    it('keeps practice apart and asks everything else once', () => {
      const { order, practice } = raterPlan(mixed, 0, 3);
      expect([...practice]).toEqual([40, 41, 42, 43]);
      expect([...order].sort((a, b) => a - b)).toEqual(
        Array.from({ length: 55 }, (_, i) => i).filter((i) => i < 40 || i > 43),
      );
    });

    it('shows a repeated question later, ten others in between, with its sides swapped', () => {
      for (let rater = 0; rater < 30; rater++) {
        const { order, sideOfA } = raterPlan(mixed, rater, 3);
        for (let i = 0; i < 5; i++) {
          const [first, again] = [order.indexOf(7 * i), order.indexOf(50 + i)];
          expect(again).toBeGreaterThan(first);
          // Those near the end come last, however few others are left.
          expect(again - first > 10 || again >= order.length - 5).toBe(true);
          expect(sideOfA(50 + i)).not.toBe(sideOfA(7 * i));
        }
      }
    });

    it('leaves the order and sides of the comparisons as they are without them', () => {
      const plain = raterPlan(trials(40), 1, 3);
      const { order, sideOfA } = raterPlan(mixed, 1, 3);
      expect([...order].filter((i) => i < 40)).toEqual([...plain.order]);
      for (let i = 0; i < 40; i++) expect(sideOfA(i)).toBe(plain.sideOfA(i));
    });
  });
});
