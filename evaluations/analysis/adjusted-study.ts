/** A study's strengths as raters chose, and adjusted for how popular the shown items are and how like the query. */
import type { Covariates } from '../design/question.ts';
import { type Adjusted, type CovariateVote, adjustedStrengths, variesWithin } from './covariates.ts';

/** What raters may favour for itself, in words, and what an effect is the effect of. */
export const EFFECT_WORDS: Record<string, { more: string; less: string; per: string }> = {
  popularity: {
    more: 'the more popular item',
    less: 'the less popular item',
    per: 'each doubling of its degree',
  },
  'similarity to the query': {
    more: 'the item that is more nearly the query itself',
    less: 'the item that is less like the query',
    per: 'each .1 of the cosine of their own features',
  },
};

/** One unit: a doubling of the degree; .1 of the cosine. */
const COVARIATES: Record<string, (of: Covariates) => number | null> = {
  popularity: ({ popularity }) => popularity,
  'similarity to the query': ({ similarity }) => (similarity === null ? null : similarity * 10),
};

export type MeasuredVote = Omit<CovariateVote, 'covariates'> & {
  covariates?: { a: Covariates; b: Covariates };
};

/**
 * Adjusts for the covariates that are known of every item and differ within a pair of models; votes about items of
 * which nothing is known are left out.
 */
export function adjustedStudy(votes: readonly MeasuredVote[]): Adjusted | { reason: string } {
  const measured = votes.flatMap(({ covariates, ...vote }) =>
    covariates ? [{ ...vote, of: covariates }] : [],
  );
  if (votes.length === 0) return { reason: 'nobody has answered yet' };
  if (measured.length === 0) {
    return { reason: 'it was not kept how popular the shown items are and how like the query' };
  }
  const columns = Object.entries(COVARIATES).flatMap(([name, read]) => {
    const values = measured.map(({ of }) => {
      const [a, b] = [read(of.a), read(of.b)];
      return a === null || b === null ? null : a - b;
    });
    return values.includes(null) ? [] : [{ name, values: values as number[] }];
  });
  const varying = columns.filter(({ values }) =>
    variesWithin(
      measured.map((vote, i) => ({ ...vote, covariates: [values[i]] })),
      0,
    ),
  );
  if (varying.length === 0) {
    return {
      reason: 'the items that two models showed are always equally popular and equally like the query',
    };
  }
  return adjustedStrengths(
    measured.map(({ of: _, ...vote }, i) => ({
      ...vote,
      covariates: varying.map(({ values }) => values[i]),
    })),
    varying.map(({ name }) => name),
  );
}
