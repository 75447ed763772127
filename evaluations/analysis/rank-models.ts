import { type PairCounts, type Strength, davidson } from './davidson.ts';

export type RankedModel = Omit<Strength, 'model'> & { model: string; rank: number };

export interface Ranking {
  /** Strongest first; models that no pair tells apart from a stronger one share its rank. */
  ranking: RankedModel[];
  /** Why there is no ranking; null where there is one. */
  reason: string | null;
}

const LEVEL = 0.05;

/** Davidson's strengths, with ranks by the pairs' own tests. */
export function rankModels(pairs: readonly (PairCounts & { adjusted_p: number | null })[]): Ranking {
  const found = davidson(pairs);
  if ('reason' in found) return { ranking: [], reason: found.reason };
  /** Whether their own comparison tells the two apart. */
  const apart = (stronger: string, weaker: string): boolean =>
    pairs.some(({ a, b, win, lose, adjusted_p }) => {
      const same = (a === stronger && b === weaker) || (a === weaker && b === stronger);
      return same && adjusted_p !== null && adjusted_p < LEVEL && win > lose === (a === stronger);
    });
  const ranks: number[] = [];
  const ranking = found.strengths.map((one, i) => {
    const level = found.strengths.findIndex(({ model }, above) => above < i && !apart(model, one.model));
    ranks.push(level < 0 ? i + 1 : ranks[level]);
    return { ...one, rank: ranks[i] };
  });
  return { ranking, reason: null };
}
