import { describe, expect, it } from 'vitest';
import { isBlind } from '../../../evaluations/analysis/blindness.ts';
import { random } from '../../../evaluations/random.ts';
import { type Planted, flagRates } from './planted-clickers.ts';

describe('isBlind', () => {
  const one = (above: number, others: number, deviation = 0.05, heard = 1e9) => [
    { above, others, deviation, heard },
  ];

  it('weighs all that is known, by how much it tells', () => {
    expect(isBlind(one(0.01, 0.3))).toBe(true);
    expect(isBlind(one(0.25, 0.3))).toBe(false);
    // Neither alone; both together.
    expect(isBlind(one(0.02, 0.1))).toBe(false);
    expect(isBlind([...one(0.02, 0.1), ...one(0.1, 0.4, 0.14)])).toBe(true);
  });

  it('calls nobody blind where nothing could tell', () => {
    expect(isBlind([])).toBe(false);
    expect(isBlind(one(-0.1, 0))).toBe(false);
    expect(isBlind(one(-0.1, 0.3, 0))).toBe(false);
  });

  it('calls at most 4 of 100 blind who look, however far those are above chance, and of the blind as many as the normal distribution says', () => {
    const rng = random(4, 'blind');
    for (const distance of [1, 2, 3, 4, 6]) {
      let [looking, blind] = [0, 0];
      for (let i = 0; i < 4000; i++) {
        looking += Number(isBlind(one(0.05 * (distance + rng.normal()), 0.05 * distance)));
        blind += Number(isBlind(one(0.05 * rng.normal(), 0.05 * distance)));
      }
      expect(looking / 4000).toBeLessThan(0.05);
      // scipy.stats.norm.cdf(min(distance - 1.7507, 2.0537))
      const caught = [0.2264, 0.5984, 0.8942, 0.98, 0.98][[1, 2, 3, 4, 6].indexOf(distance)];
      expect(Math.abs(blind / 4000 - caught)).toBeLessThan(0.02);
    }
  });
});

const STUDIES = 150;
const noisy: Planted = { raters: 4, questions: 60, accuracy: 0.75, clicker: 'random' };

describe(`of raters who are right in three of four, ${STUDIES} studies each`, () => {
  it('twenty gold questions find those who click at random', () => {
    const { planted, honest } = flagRates({ ...noisy, gold: 20, goldAccuracy: 0.9 }, STUDIES);
    expect(planted).toBeGreaterThanOrEqual(0.95);
    expect(honest).toBeLessThanOrEqual(0.05);
  });

  it('agreement alone finds many fewer, which is what gold and repeated questions are for', () => {
    const alone = flagRates({ ...noisy, clicker: 'random without equal' }, STUDIES).planted;
    const both = flagRates(
      { ...noisy, clicker: 'random without equal', gold: 12, repeats: 12 },
      STUDIES,
    ).planted;
    expect(alone).toBeLessThan(0.85);
    expect(both).toBeGreaterThan(alone + 0.05);
  });

  it('those who click one side are found by that', () => {
    const { planted, honest } = flagRates({ ...noisy, clicker: 'left' }, STUDIES);
    expect(planted).toBeGreaterThanOrEqual(0.95);
    expect(honest).toBeLessThanOrEqual(0.05);
  });

  it('those who look are seldom flagged where nobody is blind', () => {
    for (const gold of [0, 12]) {
      const { planted, honest } = flagRates({ ...noisy, clicker: 'none', gold, repeats: gold }, STUDIES);
      // 600 raters: 5%, and chance.
      expect((planted + 3 * honest) / 4).toBeLessThan(0.065);
    }
  });
});
