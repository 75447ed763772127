import { describe, expect, it } from 'vitest';
import { type OfflinePreference, offlineAgreement } from '../../../evaluations/analysis/offline-agreement.ts';
import golden from '../../golden/offline-agreement.json' with { type: 'json' };

const Z = 1.959963984540054;
const of = (difference: number | null, preference: OfflinePreference['preference'], slice = 's') => ({
  ...{ difference, preference, slice },
});

describe('offlineAgreement', () => {
  it("has SciPy's gamma, with an error like that of the jackknife", () => {
    for (const { x, y, gamma, error } of golden) {
      const [all] = offlineAgreement(
        x.map((difference, i) => of(difference, (['b', 'equal', 'a'] as const)[y[i] + 1])),
      );
      expect(all.gamma.value).toBeCloseTo(gamma, 10);
      const half = (all.gamma.high! - all.gamma.value!) / Z;
      expect(Math.abs(half / error - 1)).toBeLessThan(x.length > 100 ? 0.05 : 0.2);
    }
  });

  // By hand: of a(+1) a(+2) b(-1) equal(0) b(+3), pairs that differ in both: 8; discordant are those of the last with
  // a(+1), a(+2) and equal(0).
  it('counts pairs of questions as by hand', () => {
    const [all] = offlineAgreement([of(1, 'a'), of(2, 'a'), of(-1, 'b'), of(0, 'equal'), of(3, 'b')]);
    expect(all.gamma.value).toBeCloseTo((5 - 3) / 8, 12);
    expect(all).toMatchObject({ slice: 'all queries', questions: 5, decided: 4 });
    expect(all.same.value).toBe(0.75);
  });

  it('tells slices apart, and leaves out what either side does not know', () => {
    const found = offlineAgreement([
      ...[of(1, 'a', 'rare'), of(0.5, 'a', 'rare'), of(null, 'b', 'rare'), of(-1, null, 'rare')],
      ...[of(1, 'b', 'common'), of(-1, 'a', 'common'), of(0, 'b', 'common')],
    ]);
    expect(found.map(({ slice, questions, decided }) => [slice, questions, decided])).toEqual([
      ['all queries', 7, 4],
      ['rare', 4, 2],
      ['common', 3, 2],
    ]);
    expect(found[1].same).toMatchObject({ value: 1, high: 1 });
    expect(found[1].same.low).toBeLessThan(0.5);
    expect(found[2].same.value).toBe(0);
    expect(found[2].gamma.value).toBe(-1);
    expect(found[1].gamma).toMatchObject({ value: null });
    expect(found[1].gamma.reason).toMatch(/no two questions differ/);
    expect(offlineAgreement([])[0].same.reason).toMatch(/of no question/);
  });
});
