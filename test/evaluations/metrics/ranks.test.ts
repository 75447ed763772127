import { describe, expect, it } from 'vitest';
import { rankOf, ranksOf } from '../../../evaluations/metrics/ranks.ts';
import { random } from '../../../evaluations/random.ts';

/** The definition, word for word: among all items but the query, ties count half, rounded up. */
function rankByDefinition(scores: Float32Array, query: number, target: number): number {
  const others = [...scores.keys()].filter((item) => item !== query && item !== target);
  const above = others.filter((item) => scores[item] > scores[target]).length;
  const tied = others.filter((item) => scores[item] === scores[target]).length;
  return 1 + above + Math.ceil(tied / 2);
}

describe('ranksOf', () => {
  it('follows the definition on scores with many ties, infinities and a tied query', () => {
    const rng = random(1, 'ranks');
    for (let trial = 0; trial < 300; trial++) {
      const items = 2 + rng.below(40);
      const levels = [-Infinity, -2, -0, 0, 0.5, 3, Infinity];
      const scores = Float32Array.from({ length: items }, () => levels[rng.below(levels.length)]);
      const query = rng.below(items);
      const targets = [...scores.keys()].filter((item) => item !== query && rng.next() < 0.5);
      const expected = targets.map((target) => rankByDefinition(scores, query, target));
      expect([...ranksOf(scores, query, targets)]).toEqual(expected);
    }
  });

  it('leaves the query out, however high it scores', () => {
    expect(rankOf(Float32Array.of(9, 1, 2), 0, 2)).toBe(1);
  });

  it('gives the middle rank, rounded up, where all scores are the same', () => {
    expect(rankOf(new Float32Array(101), 0, 50)).toBe(51);
    expect(rankOf(new Float32Array(102), 0, 50)).toBe(51);
    expect(rankOf(new Float32Array(103), 0, 50)).toBe(52);
  });

  it('refuses a query as its own positive, rows that are no items and scores that are no numbers', () => {
    const scores = Float32Array.of(1, 2, NaN, 4);
    expect(() => rankOf(Float32Array.of(1, 2), 1, 1)).toThrow('item 1 is its own positive');
    expect(() => rankOf(Float32Array.of(1, 2), 1, 2)).toThrow('item 2 is not one of the 2');
    expect(() => rankOf(scores, 0, 1)).toThrow('the score of item 2 for query 0 is NaN');
    expect(() => rankOf(scores, 0, 2)).toThrow('NaN');
    expect(rankOf(scores, 2, 1)).toBe(2);
  });
});
