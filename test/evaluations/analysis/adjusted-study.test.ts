import { describe, expect, it } from 'vitest';
import { type MeasuredVote, adjustedStudy } from '../../../evaluations/analysis/adjusted-study.ts';
import type { Adjusted } from '../../../evaluations/analysis/covariates.ts';
import { random } from '../../../evaluations/random.ts';

/** Raters of items that x shows more popular, or nearer to the query, by as much as is said. */
function votes({ popularity = 0, similarity = 0, likes = [0, 0] }): MeasuredVote[] {
  const rng = random(3);
  return Array.from({ length: 1200 }, (_, i) => {
    const [more, nearer] = [popularity + rng.normal(), similarity + 0.1 * rng.normal()];
    const odds = likes[0] * more + likes[1] * 10 * nearer;
    return {
      ...{ a: 'x', b: 'y', query: `q${i}` },
      preference: rng.next() < 1 / (1 + Math.exp(-odds)) ? 'a' : 'b',
      covariates: {
        a: { popularity: 4 + more, similarity: 0.5 + nearer },
        b: { popularity: 4, similarity: 0.5 },
      },
    };
  });
}

const adjusted = (of: MeasuredVote[]): Adjusted => {
  const found = adjustedStudy(of);
  if ('reason' in found) throw new Error(found.reason);
  return found;
};
const strengthOfX = (of: Adjusted) => of.strengths.find(({ model }) => model === 'x')!;

describe('adjustedStudy', () => {
  it('takes from a run what it owes to popular items, or to near-duplicates of the query', () => {
    for (const of of [
      votes({ popularity: 1, likes: [0.8, 0] }),
      votes({ similarity: 0.1, likes: [0, 0.8] }),
    ]) {
      const { raw, adjusted: without } = strengthOfX(adjusted(of));
      expect(raw.low).toBeGreaterThan(0.1);
      expect(without.low).toBeLessThan(0);
      expect(without.high).toBeGreaterThan(0);
    }
  });

  it('says what raters favour: a doubling of the degree, .1 of the cosine', () => {
    const { effects } = adjusted(votes({ likes: [0.5, 0.3] }));
    expect(effects.map(({ covariate }) => covariate)).toEqual(['popularity', 'similarity to the query']);
    for (const [k, truth] of [0.5, 0.3].entries()) {
      expect(effects[k].low).toBeLessThan(truth);
      expect(effects[k].high).toBeGreaterThan(truth);
      expect(effects[k].low).toBeGreaterThan(0);
    }
  });

  it('leaves out what is not known of some item, or never differs', () => {
    const all = votes({ likes: [0.5, 0] });
    const unknown = all.map((vote, i) => {
      const { a, b } = vote.covariates!;
      return i === 7 ? { ...vote, covariates: { a: { ...a, similarity: null }, b } } : vote;
    });
    expect(adjusted(unknown).effects.map(({ covariate }) => covariate)).toEqual(['popularity']);
    const alike = all.map((vote) => {
      const { a, b } = vote.covariates!;
      return { ...vote, covariates: { a: { ...a, popularity: 1 }, b: { ...b, popularity: 1 } } };
    });
    expect(adjusted(alike).effects.map(({ covariate }) => covariate)).toEqual(['similarity to the query']);
  });

  it('weighs votes: two of weight 1 are one of weight 2', () => {
    const all = votes({ likes: [0.5, 0] }).slice(0, 200);
    const doubled = adjusted(all.flatMap((vote) => [vote, vote]));
    expect(strengthOfX(adjusted(all.map((vote) => ({ ...vote, weight: 2 })))).adjusted.low).toBeCloseTo(
      strengthOfX(doubled).adjusted.low,
      8,
    );
  });

  it('says why it cannot', () => {
    expect(adjustedStudy([])).toEqual({ reason: 'nobody has answered yet' });
    const bare = votes({}).map(({ covariates: _, ...vote }) => vote);
    expect(adjustedStudy(bare)).toMatchObject({ reason: expect.stringContaining('not kept') });
    const same = votes({}).map((vote) => ({
      ...vote,
      covariates: { a: { popularity: 1, similarity: 1 }, b: { popularity: 1, similarity: 1 } },
    }));
    expect(adjustedStudy(same)).toMatchObject({ reason: expect.stringContaining('equally popular') });
  });
});
