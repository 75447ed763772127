import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ease, MOST_ROWS } from '../../../engine/baselines/ease.ts';
import { invertPositive } from '../../../engine/baselines/invert.ts';
import { itemKnn } from '../../../engine/baselines/item-knn.ts';
import type { NeighborTable } from '../../../engine/baselines/neighbor-table.ts';
import type { BipartiteGraph } from '../../../engine/graph/bipartite-graph.ts';
import { random } from '../../../evaluations/random.ts';
import { graphOf } from '../training/planted-dataset.ts';

interface Golden {
  items: number;
  contexts: number;
  edges: [number, number][];
  weights: number[] | null;
  cosine: number[][];
  shrunk: number[][];
  ease: Record<string, number[][]>;
}
const { graphs } = JSON.parse(
  readFileSync(new URL('../../golden/item-models.json', import.meta.url), 'utf8'),
) as { graphs: Golden[] };

function graphFrom({ items, contexts, edges, weights }: Golden): BipartiteGraph {
  const graph = graphOf(items, contexts, edges);
  if (!weights) return graph;
  const of = new Map(edges.map(([item, context], e) => [`${item} ${context}`, weights[e]]));
  const along = (indptr: Uint32Array, indices: Uint32Array, name: (row: number, to: number) => string) =>
    Float32Array.from(indices, (to, e) => of.get(name(indptr.findIndex((end) => e < end) - 1, to))!);
  return {
    ...graph,
    itemWeights: along(graph.itemIndptr, graph.itemIndices, (row, to) => `${row} ${to}`),
    contextWeights: along(graph.contextIndptr, graph.contextIndices, (row, to) => `${to} ${row}`),
  };
}

/** The table as NumPy has it: what is above 0, everything else 0. */
function dense({ width, neighbors, weights }: NeighborTable, items: number): number[][] {
  return Array.from({ length: items }, (_, item) => {
    const row = new Array<number>(items).fill(0);
    for (let t = item * width; t < (item + 1) * width; t++) {
      if (neighbors[t] >= 0) row[neighbors[t]] = weights[t];
    }
    return row;
  });
}

const close = (want: number[][]) => want.map((row) => row.map((x) => expect.closeTo(Math.max(0, x), 6)));

describe.each(graphs.map((golden, i) => [i, golden] as const))('graph %i', (_, golden) => {
  const graph = graphFrom(golden);

  it('itemknn matches NumPy, with and without shrinkage', async () => {
    const plain = await itemKnn(graph, { neighbors: 100, shrink: 0 });
    expect(dense(plain, golden.items)).toEqual(close(golden.cosine));
    const shrunk = await itemKnn(graph, { neighbors: 100, shrink: 3 });
    expect(dense(shrunk, golden.items)).toEqual(close(golden.shrunk));
  });

  it.each(Object.keys(golden.ease))('ease matches NumPy, lambda %s, whatever the weights', async (lambda) => {
    const table = await ease(graph, { neighbors: 100, lambda: Number(lambda) });
    expect(dense(table, golden.items)).toEqual(close(golden.ease[lambda]));
  });

  it('keeps the best of each item, best first, and nothing for an item without edges', async () => {
    const want = golden.cosine.map((row) => {
      const order = row.map((_, j) => j).filter((j) => row[j] > 0);
      return order.sort((a, b) => Math.fround(row[b]) - Math.fround(row[a]) || a - b).slice(0, 3);
    });
    const { width, neighbors, weights } = await itemKnn(graph, { neighbors: 3, shrink: 0 });
    expect(width).toBe(3);
    want.forEach((rows, item) => {
      const kept = [...neighbors.subarray(3 * item, 3 * item + 3)].filter((row) => row >= 0);
      expect(kept.map((row) => golden.cosine[item][row])).toEqual(
        rows.map((row) => expect.closeTo(golden.cosine[item][row], 6)),
      );
      const falling = [...weights.subarray(3 * item, 3 * item + 3)];
      expect(falling).toEqual([...falling].sort((a, b) => b - a));
    });
    const last = golden.items - 1;
    expect([...neighbors.subarray(3 * last)]).toEqual([-1, -1, -1]);
    const eased = await ease(graph, { neighbors: 3, lambda: 1 });
    expect([...eased.neighbors.subarray(eased.width * last)].every((row) => row === -1)).toBe(true);
  });
});

it('inverts a positive definite matrix in place, and refuses another', async () => {
  const n = 23;
  const rng = random(3, 'matrix');
  const half = Float64Array.from({ length: n * n }, () => rng.normal());
  const a = new Float64Array(n * n);
  const times = (x: Float64Array, y: (k: number, j: number) => number, i: number, j: number): number => {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += x[i * n + k] * y(k, j);
    return sum;
  };
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++)
      a[i * n + j] = times(half, (k, c) => half[c * n + k], i, j) + (i === j ? 1 : 0);
  }
  const inverse = a.slice();
  await invertPositive(inverse, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      expect(times(inverse, (k, c) => a[k * n + c], i, j)).toBeCloseTo(i === j ? 1 : 0, 9);
    }
  }
  await expect(invertPositive(Float64Array.of(1, 2, 2, 1), 2)).rejects.toMatchObject({
    code: 'not-positive',
  });
});

describe('ease', () => {
  it('refuses what is too large, naming sizes and an alternative', async () => {
    const graph = { items: MOST_ROWS + 2, contexts: MOST_ROWS + 1 } as BipartiteGraph;
    await expect(ease(graph, { neighbors: 10, lambda: 1 })).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/6002 items and 6001 contexts .* at most 6000; preset "itemknn"/),
    });
  });

  it('stops when cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    const graph = graphFrom(graphs[0]);
    const { signal } = controller;
    await expect(ease(graph, { neighbors: 10, lambda: 1 }, signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
    await expect(itemKnn(graph, { neighbors: 10, shrink: 0 }, signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
