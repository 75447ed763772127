import { describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { weakAnd } from '../../../engine/retrieval/lsh/weak-and.ts';
import type { Term } from '../../../engine/retrieval/lsh/weak-and.ts';

const term = (weight: number, ...items: number[]): Term => ({ weight, items: Uint32Array.from(items) });

/** The naive way: all scores, then the best. */
function byHand(terms: readonly Term[], limit: number): number[] {
  const scores = new Map<number, number>();
  for (const { items, weight } of terms)
    for (const item of items) scores.set(item, (scores.get(item) ?? 0) + weight);
  return [...scores]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, limit)
    .map(([item]) => item)
    .sort((a, b) => a - b);
}
const rowsOf = (terms: readonly Term[], limit: number): number[] =>
  weakAnd(terms, limit).rows.sort((a, b) => a - b);

describe('weak AND', () => {
  it('gives the items with the largest sums, worked out by hand', () => {
    const terms = [term(1, 0, 2, 5, 9), term(2, 2, 3), term(4, 5)];
    expect(rowsOf(terms, 1)).toEqual([5]);
    expect(rowsOf(terms, 2)).toEqual([2, 5]);
    // 0 and 9 both have 1: the lower row.
    expect(rowsOf(terms, 4)).toEqual([0, 2, 3, 5]);
    expect(rowsOf(terms, 99)).toEqual([0, 2, 3, 5, 9]);
  });

  it.each([1, 3, 20, 400])('agrees with adding up every score, the %i best', (limit) => {
    const rng = random(limit, 'terms');
    for (let round = 0; round < 20; round++) {
      const terms = Array.from({ length: 1 + rng.below(12) }, () => {
        const share = rng.next() ** 2;
        const items = [...Array(300).keys()].filter(() => rng.next() < share);
        // Few different weights, so that there are ties.
        return term(1 + rng.below(4), ...items);
      });
      expect(rowsOf(terms, limit)).toEqual(byHand(terms, limit));
    }
  });

  it('jumps over items that cannot get in any more', () => {
    // 3 and 7 are found early; from then on the common term with its 10,000 items is not enough by itself.
    const common = term(1, ...Array(10_000).keys());
    const terms = [common, term(5, 3, 7, 9_990), term(4, 9_990)];
    const { rows, scored, skipped } = weakAnd(terms, 2);
    expect(rows.sort((a, b) => a - b)).toEqual([3, 9_990]);
    expect(scored).toBeLessThan(20);
    expect(skipped).toBeGreaterThan(9_900);
    // Nothing can be jumped over where all items are wanted.
    expect(weakAnd(terms, 10_000)).toMatchObject({ scored: 10_000, skipped: 0 });
  });

  it('of no terms, empty terms or no room is nothing', () => {
    expect(weakAnd([], 5).rows).toEqual([]);
    expect(weakAnd([term(1)], 5).rows).toEqual([]);
    expect(weakAnd([term(1, 1, 2)], 0).rows).toEqual([]);
  });
});
