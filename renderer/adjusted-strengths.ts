/**
 * Strengths of a study's runs with and without how popular the shown items are: the difference of the binary logarithms of
 * their degrees, the first item of either list.
 */
import type { JudgedQuestion } from '../electron/contract/study-questions.ts';
import type { ItemCard } from '../engine/contract/datasets.ts';
import { type Adjusted, type CovariateVote, adjustedStrengths } from '../evaluations/analysis/covariates.ts';
import { PREFERENCES } from '../evaluations/analysis/judgement.ts';

export const POPULARITY = 'popularity (doublings of the degree)';

/** Questions that nobody was asked about, and those with an item that the data set has lost, say nothing. */
export function adjustedByPopularity(
  questions: readonly JudgedQuestion[],
  items: readonly ItemCard[],
): Adjusted | { reason: string } {
  const degrees = new Map(items.map(({ id, degree }) => [id, degree]));
  const votes = questions.flatMap(({ runs: [a, b], query, outcome, ...one }): CovariateVote[] => {
    const [x, y] = [one.a, one.b].map((list) => degrees.get(list[0]?.id ?? ''));
    if (outcome === 'same' || x === undefined || y === undefined) return [];
    const covariates = [Math.log2((1 + x) / (1 + y))];
    return PREFERENCES.flatMap((preference) =>
      Array.from({ length: one.votes[preference] }, () => ({
        a,
        b,
        preference,
        covariates,
        query: query.id,
      })),
    );
  });
  return votes.length === 0 ? { reason: 'nobody has answered yet' } : adjustedStrengths(votes, [POPULARITY]);
}
