import { describe, expect, it } from 'vitest';
import { equivalence } from '../../../evaluations/analysis/equivalence.ts';
import { random } from '../../../evaluations/random.ts';
import golden from '../../golden/share-of-wins.json' with { type: 'json' };
import { judgedByOne } from './judged-by-one.ts';

const split = (wins: number, losses: number) =>
  judgedByOne(Array.from({ length: wins + losses }, (_, i) => i < wins));

describe('equivalence', () => {
  it("is shown exactly where SciPy's two one-sided tests reject at 5%, and excludes what statsmodels' 90% interval leaves out", () => {
    for (const { wins, losses, margin, p, interval } of golden.splits) {
      const found = equivalence(split(wins, losses), margin);
      expect(found.equivalent, `${wins}:${losses}`).toBe(p < 0.05);
      expect(found.excluded).toBeCloseTo(Math.max(interval[1] - 0.5, 0.5 - interval[0]), 10);
      expect(equivalence(split(losses, wins), margin).excluded).toBeCloseTo(found.excluded!, 12);
    }
    // Both come up among the cases.
    expect(new Set(golden.splits.map(({ p }) => p < 0.05)).size).toBe(2);
  });

  it('has a margin of eight points where none is given, and a reason where nothing is decided', () => {
    expect(equivalence(split(50, 50))).toMatchObject({ margin: 0.08, equivalent: false });
    expect(equivalence(split(500, 500))).toMatchObject({ margin: 0.08, equivalent: true });
    expect(equivalence(split(0, 0))).toMatchObject({ equivalent: null, excluded: null });
    expect(equivalence(split(0, 0)).reason).toMatch(/no question was decided/);
  });

  it('is claimed in about 5 studies of 100 where the difference is just the margin (1,000 studies)', () => {
    const rng = random(1987, 'equivalence');
    let claimed = 0;
    for (let study = 0; study < 1000; study++) {
      const won = Array.from({ length: 600 }, () => rng.next() < 0.58);
      claimed += Number(equivalence(judgedByOne(won)).equivalent);
    }
    expect(claimed / 1000).toBeLessThan(0.07);
    expect(claimed / 1000).toBeGreaterThan(0.03);
  });

  it('is not shown by raters who differ, where as many votes of raters alike would show it', () => {
    const raters = ['ann', 'bob', 'cas', 'dan'];
    const judged = (tastes: readonly number[]): ReturnType<typeof equivalence> => {
      const questions = Array.from({ length: 800 }, (_, i) => ({ question: `q${i}`, query: `q${i}` }));
      const seen = [0, 0, 0, 0];
      const judgements = questions.map(({ question }, i) => {
        const r = i % 4;
        const first = Math.floor((seen[r] + 1) * tastes[r]) > Math.floor(seen[r] * tastes[r]);
        seen[r]++;
        return {
          ...{ question, rater: raters[r], sideOfA: null, ms: null },
          preference: first ? ('a' as const) : ('b' as const),
        };
      });
      return equivalence([questions, judgements, 1]);
    };
    expect(judged([0.5, 0.5, 0.5, 0.5]).equivalent).toBe(true);
    expect(judged([0.8, 0.2, 0.7, 0.3]).equivalent).toBe(false);
  });
});
