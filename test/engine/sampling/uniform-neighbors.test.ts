import { describe, expect, it } from 'vitest';
import { uniformBlockMaker } from '../../../engine/sampling/uniform-blocks.ts';
import { uniformNeighborhoods } from '../../../engine/sampling/uniform-neighbors.ts';
import { graphOf } from '../training/planted-dataset.ts';

/** A plain graph: each link is a context of its two ends. */
const plain = (items: number, links: [number, number][]) =>
  graphOf(
    items,
    links.length,
    links.flatMap(([a, b], context) => [[a, context] as [number, number], [b, context] as [number, number]]),
  );
const star = plain(
  41,
  Array.from({ length: 40 }, (_, i) => [0, i + 1]),
);
const rowOf = (table: ReturnType<typeof uniformNeighborhoods>, item: number): number[] => [
  ...table.neighbors.subarray(item * table.width, item * table.width + table.ensure(item)),
];

describe('uniform neighbourhoods', () => {
  it('are the other ends of the links of a plain graph, each once, with weights 1/n', () => {
    const graph = plain(5, [
      [0, 1],
      [0, 2],
      [2, 1],
      [2, 0],
    ]);
    const table = uniformNeighborhoods(graph, 128, 1);
    const rows = [0, 1, 2, 3].map((item) => [...rowOf(table, item)].sort());
    expect(rows).toEqual([[1, 2], [0, 2], [0, 1], []]);
    expect([...table.weights.subarray(0, table.width)]).toEqual([0.5, 0.5, 0]);
    expect(table.width).toBe(3);
  });

  it('are the items of the same contexts in a bipartite graph, the item itself excepted', () => {
    const graph = graphOf(5, 2, [
      [0, 0],
      [1, 0],
      [2, 0],
      [0, 1],
      [2, 1],
      [3, 1],
    ]);
    const table = uniformNeighborhoods(graph, 128, 1);
    expect([0, 1, 2, 3, 4].map((item) => [...rowOf(table, item)].sort())).toEqual([
      [1, 2, 3],
      [0, 2],
      [0, 1, 3],
      [0, 2],
      [],
    ]);
  });

  it('keep at most the cap, every neighbour as often as another over the seeds', () => {
    const counts = new Array<number>(41).fill(0);
    const seeds = 2000;
    for (let seed = 0; seed < seeds; seed++) {
      const kept = rowOf(uniformNeighborhoods(star, 10, seed), 0);
      expect(new Set(kept).size).toBe(10);
      for (const item of kept) counts[item]++;
    }
    // Binomial(2000, 1/4): standard deviation 19.4.
    for (let item = 1; item <= 40; item++) expect(Math.abs(counts[item] - seeds / 4)).toBeLessThan(90);
  });

  it('do not depend on the order of asking', () => {
    const [a, b] = [uniformNeighborhoods(star, 10, 3), uniformNeighborhoods(star, 10, 3)];
    for (let item = 40; item >= 0; item--) a.ensure(item);
    expect(rowOf(b, 0)).toEqual(rowOf(a, 0));
  });

  it('past many paths are found by hops, still distinct and at most the cap', () => {
    const edges: [number, number][] = [];
    for (let context = 0; context < 10; context++) {
      for (let item = 0; item < 600; item++) edges.push([item, context]);
    }
    const kept = rowOf(uniformNeighborhoods(graphOf(600, 10, edges), 50, 1), 7);
    expect(new Set(kept).size).toBe(50);
    expect(kept).not.toContain(7);
  });
});

describe('uniform blocks', () => {
  const table = uniformNeighborhoods(star, 128, 5);
  const drawn = (step: number, replacement: boolean, size = 8, seeds = [0]): number[] => {
    const make = uniformBlockMaker(table, { sizes: [size], replacement, seed: 2 });
    const [{ nodes, indices, indptr }] = make(Uint32Array.from(seeds), step);
    const at = seeds.indexOf(0);
    return [...indices.subarray(indptr[at], indptr[at + 1])].map((i) => nodes[i]);
  };

  it('without replacement hold distinct neighbours, each place of each neighbour as likely', () => {
    const first = new Array<number>(41).fill(0);
    const any = new Array<number>(41).fill(0);
    for (let step = 0; step < 4000; step++) {
      const got = drawn(step, false);
      expect(new Set(got).size).toBe(8);
      first[got[0]]++;
      for (const item of got) any[item]++;
    }
    // Binomial(4000, 1/40) and (4000, 1/5): standard deviations 9.9 and 25.3.
    for (let item = 1; item <= 40; item++) {
      expect(Math.abs(first[item] - 100)).toBeLessThan(50);
      expect(Math.abs(any[item] - 800)).toBeLessThan(125);
    }
  });

  it('with replacement always hold S draws, also of a single neighbour; without, each neighbour once', () => {
    const make = (replacement: boolean) =>
      uniformBlockMaker(table, { sizes: [5], replacement, seed: 2 })(Uint32Array.of(3), 0)[0];
    expect([...make(true).indices]).toEqual([1, 1, 1, 1, 1]);
    expect(make(true).weights[0]).toBeCloseTo(0.2, 6);
    expect([...make(false).indices]).toEqual([1]);
    expect(make(false).weights[0]).toBe(1);
  });

  it('are drawn anew in each step, whatever else is asked', () => {
    expect(drawn(1, false)).not.toEqual(drawn(2, false));
    expect(drawn(1, false, 8, [5, 9, 0, 11])).toEqual(drawn(1, false));
  });

  it('give S2 to the seeds and S1 to what lies behind them', () => {
    const [outer, inner] = uniformBlockMaker(table, { sizes: [30, 4], replacement: false, seed: 1 })(
      Uint32Array.of(0),
      0,
    );
    expect(inner.indices).toHaveLength(4);
    expect(outer.destinations).toBe(5);
    expect(outer.indptr[1]).toBe(30);
    expect(outer.nodes.subarray(0, 5)).toEqual(inner.nodes);
  });
});
