import { describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { hardNegatives } from '../../../engine/sampling/hard-negatives.ts';
import { curriculum, pairExamples } from '../../../engine/sampling/pair-examples.ts';
import { exactVisitShares } from './dense-walk.ts';
import { plantedGraph } from './planted-graph.ts';

const planted = plantedGraph(true);
const { graph, isolated, alone } = planted;
const none = { query: new Uint32Array(0), item: new Uint32Array(0) };
const whole = { bandLow: 0, bandHigh: 1 };
const long = { walks: 20_000, hops: 64, restart: 0.15 };

/** Ranks of personalised PageRank (restart 0.15) from dense matrices, its walk followed until nothing is left of it. */
function exactRanking(query: number): { row: number; share: number }[] {
  return exactVisitShares(planted, query, { hops: 200, restart: 0.15 })
    .map((share, row) => ({ row, share }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
}

describe('bands of hard negatives', () => {
  it.each([3, 20, 41, 56])('of item %i agree with exact personalised PageRank', (query) => {
    const exact = exactRanking(query);
    const reached = hardNegatives(graph, none, { ...whole, walk: long }, 1).band(query);
    expect([...reached].sort((a, b) => a - b)).toEqual(exact.map(({ row }) => row).sort((a, b) => a - b));
    // Ranks may be swapped only where the exact scores are within the noise of the walks.
    const shareOf = new Map(exact.map(({ row, share }) => [row, share]));
    reached.forEach((row, rank) => {
      const allowed = 4 * Math.sqrt(exact[rank].share / (long.walks * 5)) + 1e-3;
      expect(Math.abs(shareOf.get(row)! - exact[rank].share), `rank ${rank}`).toBeLessThan(allowed);
    });
    const band = hardNegatives(graph, none, { bandLow: 0.2, bandHigh: 0.5, walk: long }, 1).band(query);
    expect([...band]).toEqual([
      ...reached.slice(Math.floor(0.2 * reached.length), Math.ceil(0.5 * reached.length)),
    ]);
  });

  it('hold neither the query nor its labelled positives, and nothing beyond what walks reach', () => {
    const query = 7;
    const free = hardNegatives(graph, none, whole, 1).band(query);
    expect([...free]).not.toContain(query);
    const item = free.slice(2, 5);
    const positives = {
      query: Uint32Array.of(query, 8, query, query),
      item: Uint32Array.of(item[0], 1, item[1], item[2]),
    };
    const rest = hardNegatives(graph, positives, whole, 1).band(query);
    expect([...rest]).toEqual([...free].filter((row) => !item.includes(row)));
    for (const lonely of [isolated, alone]) {
      expect(hardNegatives(graph, none, whole, 1).band(lonely)).toHaveLength(0);
      expect(hardNegatives(graph, none, whole, 1).draw(lonely, 6, random(1))).toHaveLength(0);
    }
  });

  it('do not depend on what was asked before, but on the seed', () => {
    const asked = hardNegatives(graph, none, whole, 1);
    for (let row = 0; row < graph.items; row++) asked.band(row);
    expect(asked.band(7)).toEqual(hardNegatives(graph, none, whole, 1).band(7));
    const few = { ...whole, walk: { walks: 5, hops: 3, restart: 0.5 } };
    const bands = [1, 2].map((seed) =>
      Array.from({ length: 20 }, (_, row) => [...hardNegatives(graph, none, few, seed).band(row)]),
    );
    expect(bands[0]).not.toEqual(bands[1]);
  });

  it('are drawn from without repetition, every row alike; a short band is given whole', () => {
    const negatives = hardNegatives(graph, none, { bandLow: 0, bandHigh: 0.2 }, 1);
    const band = negatives.band(3);
    const counts = new Map([...band].map((row) => [row, 0]));
    const rng = random(1, 'draws');
    const draws = 3000;
    for (let i = 0; i < draws; i++) {
      const drawn = negatives.draw(3, 4, rng);
      expect(new Set(drawn).size).toBe(4);
      for (const row of drawn) counts.set(row, counts.get(row)! + 1);
    }
    const expected = (4 * draws) / band.length;
    for (const count of counts.values())
      expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
    expect(negatives.draw(3, band.length + 1, rng)).toEqual(band);
  });
});

describe('the curriculum', () => {
  const pairs = { query: Uint32Array.of(3, 4, 5, isolated, 7), item: Uint32Array.of(4, 3, 6, 7, 3) };
  const source = pairExamples(
    {
      pairs,
      items: graph.items,
      batchSize: 3,
      negatives: 4,
      hard: { graph, most: 3, bandLow: 0, bandHigh: 1 },
    },
    1,
  );
  const numbers = (step: number, part = { index: 0, of: 1 }): number[] => {
    const { values, items } = source.examples(step, part);
    const indptr = [...values!.hardIndptr];
    expect(items.hard).toHaveLength(indptr.at(-1)!);
    return indptr.slice(1).map((end, p) => end - indptr[p]);
  };

  it('is n - 1 in epoch n, up to the most; fewer for an item that walks reach little', () => {
    expect([0, 1, 2, 3, 9].map((epoch) => curriculum(epoch, 3))).toEqual([0, 1, 2, 3, 3]);
    for (const epoch of [0, 1, 2, 3, 4]) {
      for (const step of [0, 1]) {
        const { items } = source.examples(2 * epoch + step, { index: 0, of: 1 });
        const want = [...items.heads].map((head) => (head === isolated ? 0 : Math.min(epoch, 3)));
        expect(numbers(2 * epoch + step)).toEqual(want);
      }
    }
  });

  it('gives a part of a minibatch the same hard negatives as the whole', () => {
    const hardOf = (index: number, of: number): number[] => [...source.examples(8, { index, of }).items.hard];
    expect([...hardOf(0, 2), ...hardOf(1, 2)]).toEqual(hardOf(0, 1));
    expect(hardOf(0, 1).length).toBeGreaterThan(5);
  });
});
