import { describe, expect, it } from 'vitest';
import { analyseStudy } from '../../../evaluations/analysis/analyse-study.ts';
import { fleissKappa, krippendorffAlpha } from '../../../evaluations/analysis/agreement.ts';
import type { JudgedStudy } from '../../../evaluations/analysis/judged-study.ts';
import type { Uncertain } from '../../../evaluations/analysis/uncertain.ts';
import { type Random, random, shuffle } from '../../../evaluations/random.ts';
import { judgedStudy } from './judged-study.ts';

/** Answers of three raters who say the truth so often, else any answer. */
function rows(questions: number, accuracy: number, rng: Random): string[] {
  return Array.from({ length: questions }, () => {
    const truth = 'ab='[rng.below(3)];
    return Array.from({ length: 3 }, () => (rng.next() < accuracy ? truth : 'ab='[rng.below(3)])).join('');
  });
}

const counts = (answers: readonly string[]): number[][] =>
  answers.map((row) => [...'ab='].map((letter) => row.split(letter).length - 1));

const statistics: [string, (answers: readonly string[]) => Uncertain][] = [
  ["Krippendorff's alpha", (answers) => krippendorffAlpha(counts(answers), { rng: random(1) })],
  ["Fleiss' kappa", (answers) => fleissKappa(counts(answers), { rng: random(1) })],
];

describe.each(statistics)('%s', (_, of) => {
  // JASP #2318: published intervals that do not hold their estimate.
  it('lies in its interval, whatever the answers (200 studies)', () => {
    const rng = random(1, 'agreement');
    for (let study = 0; study < 200; study++) {
      const { value, low, high } = of(rows(2 + rng.below(40), rng.next(), rng));
      if (value === null || low === null) continue;
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(high).toBeLessThanOrEqual(1 + 1e-12);
    }
  });

  // kripp.boot #1: intervals that never shrink.
  it('has an interval that shrinks as the root of the number of questions', () => {
    const width = (questions: number): number => {
      const { low, high } = of(rows(questions, 0.6, random(2, 'agreement')));
      return high! - low!;
    };
    const ratio = width(50) / width(800);
    expect(ratio).toBeGreaterThan(3);
    expect(ratio).toBeLessThan(5.5);
  });

  it('does not care in which order questions and raters come', () => {
    const rng = random(3, 'agreement');
    const answers = rows(60, 0.5, rng);
    const first = of(answers);
    const mixed = of(shuffle([...answers], rng).map((row) => shuffle([...row], rng).join('')));
    expect(mixed.value).toBeCloseTo(first.value!, 12);
    // The interval's resamples are others, of the same questions.
    expect(Math.abs(mixed.low! - first.low!)).toBeLessThan(0.03);
    expect(Math.abs(mixed.high! - first.high!)).toBeLessThan(0.03);
  });

  it('covers the agreement that was planted about as often as it says (300 studies)', () => {
    // Of two raters who say the truth with p, else any of three answers: alpha of very many is p^2.
    const rng = random(4, 'agreement');
    let covered = 0;
    for (let study = 0; study < 300; study++) {
      const { low, high } = of(rows(80, 0.7, rng));
      covered += Number(low! <= 0.49 && 0.49 <= high!);
    }
    expect(covered / 300).toBeGreaterThan(0.9);
    expect(covered / 300).toBeLessThan(0.99);
  });
});

describe('raters who are made to disagree', () => {
  const found = (disagreeing: number, consensus?: number) => {
    const rng = random(5, 'agreement');
    // The last rater answers another thing than the first in so many of the questions.
    const answers = rows(120, 0.9, rng).map((row, q) =>
      q < disagreeing ? `${row.slice(0, 2)}${row[0] === 'a' ? 'b' : row[0] === 'b' ? '=' : 'a'}` : row,
    );
    const judged = judgedStudy(answers);
    const study: JudgedStudy =
      consensus === undefined ? judged : { ...judged, design: { ...judged.design, consensus } };
    const { agreement, pairs, checks } = analyseStudy(study);
    const check = checks.find(({ name }) => name === 'Raters agree beyond chance')!.outcome;
    return {
      alpha: agreement.alpha.value!,
      kappa: agreement.kappa.value!,
      inconclusive: pairs[0].inconclusive,
      check,
    };
  };

  it('agree less by every measure, the more the more they disagree', () => {
    const [none, some, most] = [found(0), found(60), found(120)];
    expect(some.alpha).toBeLessThan(none.alpha - 0.15);
    expect(most.alpha).toBeLessThan(some.alpha - 0.15);
    expect(most.kappa).toBeLessThan(none.kappa - 0.3);
  });

  it('leave more questions inconclusive, and more still under a stricter rule', () => {
    const all = 1;
    expect(found(120).inconclusive).toBeGreaterThan(found(0).inconclusive);
    expect(found(60, all).inconclusive).toBeGreaterThan(found(0, all).inconclusive + 40);
    expect(found(120, all).inconclusive).toBe(120);
    expect(found(60, all).inconclusive).toBeGreaterThan(found(60).inconclusive);
    expect(found(60, 0.5).inconclusive).toBeLessThanOrEqual(found(60).inconclusive);
  });

  it('fail the check of agreement when nothing is left of it', () => {
    expect(found(0).check).toBe('passed');
    const rng = random(6, 'agreement');
    const { checks } = analyseStudy(judgedStudy(rows(120, 0, rng)));
    expect(checks.find(({ name }) => name === 'Raters agree beyond chance')!.outcome).toBe('failed');
  });
});
