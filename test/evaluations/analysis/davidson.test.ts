import { describe, expect, it } from 'vitest';
import { type PairCounts, davidson } from '../../../evaluations/analysis/davidson.ts';
import golden from '../../golden/davidson.json' with { type: 'json' };

function strengthsOf(pairs: readonly PairCounts[]) {
  const found = davidson(pairs);
  if ('reason' in found) throw new Error(found.reason);
  return found;
}

describe('davidson', () => {
  it("matches a likelihood maximised by SciPy, and its information's standard errors", () => {
    for (const { pairs, strengths, errors, ties } of golden) {
      const found = strengthsOf(pairs);
      expect(found.ties).toBeCloseTo(ties, 4);
      for (const { model, strength, low, high } of found.strengths) {
        const at = Number(model.slice(1));
        expect(strength).toBeCloseTo(strengths[at], 5);
        expect((high - low) / (2 * 1.959963984540054)).toBeCloseTo(errors[at], 3);
        expect(low).toBeLessThan(strength);
      }
    }
  });

  it('is the log odds of winning for two models that never draw', () => {
    const [first, second] = strengthsOf([{ a: 'x', b: 'y', win: 30, lose: 10, draw: 0 }]).strengths;
    expect(first).toMatchObject({ model: 'x' });
    expect(first.strength - second.strength).toBeCloseTo(Math.log(3), 10);
  });

  it('has narrower intervals with more comparisons', () => {
    const width = (times: number): number => {
      const [{ low, high }] = strengthsOf([
        { a: 'x', b: 'y', win: 3 * times, lose: 2 * times, draw: times },
      ]).strengths;
      return high - low;
    };
    expect(width(40)).toBeCloseTo(width(10) / 2, 6);
  });

  it('refuses comparisons that are not connected, and says between whom', () => {
    const apart = [
      { a: 'w', b: 'x', win: 5, lose: 5, draw: 0 },
      { a: 'y', b: 'z', win: 5, lose: 5, draw: 0 },
    ];
    expect(davidson(apart)).toMatchObject({ reason: /w, x never won against or drew with y, z/ });
    const unbeaten = [
      { a: 'x', b: 'y', win: 9, lose: 0, draw: 0 },
      { a: 'y', b: 'z', win: 5, lose: 5, draw: 0 },
    ];
    expect(davidson(unbeaten)).toMatchObject({ reason: /y, z never won against or drew with x/ });
    // One draw connects.
    expect(davidson([{ ...unbeaten[0], draw: 1 }, unbeaten[1]])).toHaveProperty('strengths');
  });
});
