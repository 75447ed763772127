import { describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { buildGraph } from '../../../engine/graph/build-graph.ts';
import { walkerOf } from '../../../engine/sampling/walker.ts';
import { exactVisitShares } from './dense-walk.ts';
import { plantedGraph } from './planted-graph.ts';

const walks = 200_000;

describe.each([false, true])('walks of a graph with weights %s', (weighted) => {
  const planted = plantedGraph(weighted);
  const drawn = (item: number, hops: number, restart: number): { shares: number[]; total: number } => {
    const shares = new Array<number>(planted.items).fill(0);
    const rng = random(11, `test|${item}`);
    const total = walkerOf(planted.graph).visits(item, { walks, hops, restart }, rng, (visited, count) => {
      shares[visited] += count;
    });
    return { shares: shares.map((count) => (total ? count / total : 0)), total };
  };

  it.each([
    [0, 3, 0.5],
    [3, 3, 0.5],
    [40, 3, 0.5],
    [planted.onlyGiant, 3, 0.5],
    [56, 3, 0.5],
    [7, 1, 0.5],
    [7, 6, 0.15],
    [7, 4, 0],
  ])('visit shares from %i (%i hops, restart %d) are those of dense matrices', (item, hops, restart) => {
    const exact = exactVisitShares(planted, item, { hops, restart });
    const { shares, total } = drawn(item, hops, restart);
    expect(total).toBeGreaterThan(1000);
    const worst = Math.max(...shares.map((share, v) => Math.abs(share - exact[v])));
    expect(worst).toBeLessThan(0.006);
    expect(shares[item]).toBe(0);
  });

  it('an item in no context, and one alone in its context, have no visits', () => {
    for (const item of [planted.isolated, planted.alone]) {
      expect(exactVisitShares(planted, item, { hops: 3, restart: 0.5 }).every((share) => share === 0)).toBe(
        true,
      );
      expect(drawn(item, 3, 0.5).total).toBe(0);
    }
  });
});

describe('weights', () => {
  it('an edge of weight 0 is never walked; an item with no other has no neighbours', () => {
    const graph = buildGraph({
      items: 4,
      contexts: 2,
      item: Uint32Array.of(0, 1, 2, 3),
      context: Uint32Array.of(0, 0, 0, 0),
      weight: Float32Array.of(1, 2, 0, 1),
    });
    const counts = new Map<number, number>();
    const options = { walks: 1000, hops: 3, restart: 0.5 };
    walkerOf(graph).visits(0, options, random(1), (visited, count) => counts.set(visited, count));
    expect([...counts.keys()].sort()).toEqual([1, 3]);
    expect(walkerOf(graph).visits(2, options, random(1), () => {})).toBe(0);
  });

  it('the first hop is always made: restart 1 gives one hop a walk', () => {
    const graph = buildGraph({
      items: 2,
      contexts: 1,
      item: Uint32Array.of(0, 1),
      context: Uint32Array.of(0, 0),
      weight: Float32Array.of(0.001, 1000),
    });
    const total = walkerOf(graph).visits(0, { walks: 500, hops: 5, restart: 1 }, random(2), () => {});
    expect(total).toBeGreaterThan(495);
    expect(total).toBeLessThanOrEqual(500);
  });
});
