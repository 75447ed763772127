import { describe, expect, it } from 'vitest';
import { fleissKappa, krippendorffAlpha } from '../../../evaluations/analysis/agreement.ts';
import type { Judgement } from '../../../evaluations/analysis/judgement.ts';
import { shareOfWins } from '../../../evaluations/analysis/share-of-wins.ts';
import { signTest } from '../../../evaluations/analysis/sign-test.ts';
import { random } from '../../../evaluations/random.ts';
import golden from '../../golden/study-statistics.json' with { type: 'json' };

const options = (): { rng: ReturnType<typeof random> } => ({ rng: random(1) });

/** The share of wins where one rater judged a question about each of so many queries. */
function split(wins: number, losses: number): ReturnType<typeof shareOfWins> {
  const judgements = Array.from({ length: wins + losses }, (_, i): Judgement => ({
    question: `q${i}`,
    rater: 'ann',
    preference: i < wins ? 'a' : 'b',
    sideOfA: null,
    ms: null,
  }));
  const questions = judgements.map(({ question }) => ({ question, query: question }));
  return shareOfWins(questions, judgements, 1);
}

describe('signTest', () => {
  it('matches scipy.stats.binomtest, two-sided', () => {
    for (const { wins, losses, p } of golden.splits) {
      const found = signTest(wins, losses)!;
      expect(Math.abs(found / p - 1), `${wins}:${losses}`).toBeLessThan(1e-9);
      expect(signTest(losses, wins)).toBe(found);
    }
  });

  it('is null where nothing was decided', () => expect(signTest(0, 0)).toBeNull());
});

describe('shareOfWins', () => {
  it("matches statsmodels' proportion_confint(method='wilson')", () => {
    for (const { wins, losses, wilson } of golden.splits) {
      const { value, low, high } = split(wins, losses);
      expect(value).toBeCloseTo(wins / (wins + losses), 14);
      expect(low).toBeCloseTo(wilson[0], 12);
      expect(high).toBeCloseTo(wilson[1], 12);
    }
  });

  it("gives the shares of wins of PinSage's Table 2 to 0.1 point from its win and lose columns", () => {
    const table = [
      { against: 'Visual', win: 28.4, lose: 21.9, share: 56.5 },
      { against: 'Annotation', win: 36.9, lose: 14.0, share: 72.5 },
      { against: 'Combined', win: 22.6, lose: 15.1, share: 60.0 },
      { against: 'Random walk', win: 32.5, lose: 19.6, share: 62.4 },
    ];
    for (const { against, win, lose, share } of table) {
      const { value } = split(10 * win, 10 * lose);
      expect(Math.abs(100 * value! - share), against).toBeLessThanOrEqual(0.1);
    }
  });

  it('leaves out 1/2 wherever the exact sign test gives p < 0.05', () => {
    for (let n = 1; n <= 120; n++) {
      for (let wins = 0; wins <= n; wins++) {
        const { low, high } = split(wins, n - wins);
        if (signTest(wins, n - wins)! < 0.05) expect(low! > 0.5 || high! < 0.5, `${wins} of ${n}`).toBe(true);
      }
    }
  });

  it('says why there is none where nothing was decided', () => {
    expect(split(0, 0)).toMatchObject({
      value: null,
      low: null,
      high: null,
      reason: /no question was decided/,
    });
  });
});

describe('krippendorffAlpha', () => {
  it("matches Krippendorff's published example with missing values: nominal alpha 0.743", () => {
    const observers = ['123321412...', '1233224125.3', '.3332342251.', '12332441251.'];
    const units = [...observers[0]].map((_, unit) =>
      ['1', '2', '3', '4', '5'].map((value) => observers.filter((of) => of[unit] === value).length),
    );
    expect(krippendorffAlpha(units, options()).value).toBeCloseTo(0.743, 3);
  });

  it('matches the krippendorff package, with the same and with different numbers of judgements', () => {
    for (const { counts, alpha } of [...golden.agreement, golden.ragged]) {
      expect(krippendorffAlpha(counts, options()).value).toBeCloseTo(alpha, 12);
    }
  });
});

describe('fleissKappa', () => {
  it('matches the published example of 14 raters and 10 subjects: 0.210', () => {
    const counts = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ];
    expect(fleissKappa(counts, options()).value).toBeCloseTo(0.21, 3);
  });

  it("matches statsmodels' fleiss_kappa", () => {
    for (const { counts, kappa } of golden.agreement) {
      expect(fleissKappa(counts, options()).value).toBeCloseTo(kappa, 12);
    }
  });

  it('takes the questions with the most common number of judgements', () => {
    const three = golden.agreement[1].counts;
    const mixed = [...three, [1, 0, 0], [0, 2, 0], [0, 0, 0], [4, 1, 1]];
    expect(fleissKappa(mixed, options()).value).toBe(fleissKappa(three, options()).value);
  });
});

describe('agreement', () => {
  it('has intervals that hold the estimate, and cover the truth of a large population about 95% of the time', () => {
    const rng = random(6);
    const question = (): number[] => {
      const lean = rng.below(3);
      const votes = [0, 0, 0];
      for (let rater = 0; rater < 3; rater++) votes[rng.next() < 0.6 ? lean : rng.below(3)]++;
      return votes;
    };
    const truth = krippendorffAlpha(Array.from({ length: 200_000 }, question), { rng, resamples: 1 }).value!;
    // Two raters agree when both look (0.36), or by chance otherwise: alpha = 0.36.
    expect(truth).toBeCloseTo(0.36, 2);
    let covered = 0;
    for (let study = 0; study < 400; study++) {
      const counts = Array.from({ length: 80 }, question);
      for (const statistic of [krippendorffAlpha, fleissKappa]) {
        const { value, low, high } = statistic(counts, { rng, resamples: 300 });
        expect(low).toBeLessThanOrEqual(value!);
        expect(high).toBeGreaterThanOrEqual(value!);
        if (statistic === krippendorffAlpha && low! <= truth && truth <= high!) covered++;
      }
    }
    expect(covered / 400).toBeGreaterThan(0.9);
    expect(covered / 400).toBeLessThan(0.985);
  });

  it('says why it is undefined', () => {
    for (const statistic of [krippendorffAlpha, fleissKappa]) {
      const single = statistic(
        [
          [1, 0, 0],
          [0, 1, 0],
        ],
        options(),
      );
      expect(single).toMatchObject({ value: null, low: null, high: null, reason: /two judgements or more/ });
      expect(statistic([], options()).reason).toMatch(/two judgements or more/);
      expect(
        statistic(
          [
            [0, 3, 0],
            [0, 3, 0],
          ],
          options(),
        ).reason,
      ).toMatch(/the same answer/);
      expect(statistic([[2, 1, 0]], options())).toMatchObject({
        low: null,
        reason: /one question is too few/,
      });
    }
  });
});
