import { expect, it } from 'vitest';
import { metricCollector } from '../../../evaluations/metrics/collector.ts';
import { estimates, pairedDifferences } from '../../../evaluations/metrics/query-bootstrap.ts';
import { type Random, random } from '../../../evaluations/random.ts';

const QUERIES = 60;
const STUDIES = 400;

/** Queries of unlike difficulty with several pairs each: pairs of a query are not independent. */
function simulate(rng: Random): { hits: number; pairs: number; other: number }[] {
  return Array.from({ length: QUERIES }, () => {
    const pairs = 1 + rng.below(8);
    const chance = rng.next();
    const draw = (): number =>
      Array.from({ length: pairs }, () => Number(rng.next() < chance)).reduce((a, b) => a + b, 0);
    return { hits: draw(), pairs, other: draw() };
  });
}

/** The expected hit rate is 1/2 for both models. */
it('covers the truth in about 95% of simulated evaluations with clustered pairs', () => {
  const rng = random(12, 'coverage');
  let covered = 0;
  let noDifference = 0;
  for (let s = 0; s < STUDIES; s++) {
    const queries = simulate(rng);
    const model = (of: 'hits' | 'other'): ReturnType<ReturnType<typeof metricCollector>['table']> => {
      const collector = metricCollector({ items: 30, ks: [9] });
      queries.forEach((query) => {
        // The first `hits` positives rank among the first 9, the rest at the end.
        const positives = Array.from({ length: query.pairs }, (_, i) => (i < query[of] ? 1 + i : 29 - i));
        const scores = Float32Array.from({ length: 30 }, (_, item) => -item);
        collector.add(0, positives, scores);
      });
      return collector.table();
    };
    const { low, high } = estimates(model('hits'), { rng, resamples: 300 })['hit_rate@9'];
    if (low <= 0.5 && 0.5 <= high) covered++;
    const [difference] = pairedDifferences(model('hits'), model('other'), { rng, resamples: 300 });
    if (difference.low <= 0 && 0 <= difference.high) noDifference++;
  }
  // 400 simulations: three standard errors around 94% (percentile intervals of 60 clusters fall a little short).
  for (const share of [covered / STUDIES, noDifference / STUDIES]) {
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(0.98);
  }
});
