import { expect, it } from 'vitest';
import { itemDetail } from '../../../engine/answers/item-detail.ts';
import type { Dataset } from '../../../engine/dataset/dataset.ts';
import { neighborsOf } from '../../../engine/cli/items/neighbors-of.ts';
import { buildGraph } from '../../../engine/graph/build-graph.ts';

const degrees = [[0, 1], [0], [0, 1], [1], []];
const item = Uint32Array.from(degrees.flatMap((contexts, row) => contexts.map(() => row)));
const context = Uint32Array.from(degrees.flat());
const dataset = {
  manifest: { name: 'five' },
  items: {
    count: 5,
    id: (row: number) => `i${row}`,
    title: (row: number) => `title ${row}`,
    text: () => null,
    hasPicture: () => false,
    find: (id: string) => Number(id.slice(1)),
  },
  contexts: { count: 2, id: (row: number) => `c${row}`, title: (row: number) => `context ${row}` },
  graph: buildGraph({ items: 5, contexts: 2, item, context, weight: null }),
} as unknown as Dataset;

it('tells the same neighbours as the command line', () => {
  const { neighbors, totalVisits } = itemDetail(dataset, 0);
  const printed = neighborsOf(dataset, 'i0', { k: 50, walks: 100, hops: 3, restart: 0.5, seed: 0 });
  expect(neighbors.map(({ item: { id }, visits, weight }) => ({ id, visits, weight }))).toEqual(
    printed.neighbors,
  );
  expect(totalVisits).toBe(printed.total_visits);
  expect(neighbors.map(({ item: { row } }) => row).sort()).toEqual([1, 2, 3]);
});

it('lists the contexts with their degrees; an item without edges has nothing', () => {
  expect(itemDetail(dataset, 2).contexts).toEqual([
    { id: 'c0', title: 'context 0', degree: 3 },
    { id: 'c1', title: 'context 1', degree: 3 },
  ]);
  expect(itemDetail(dataset, 4)).toMatchObject({ contextCount: 0, neighbors: [], totalVisits: 0 });
  expect(() => itemDetail(dataset, 5)).toThrow(expect.objectContaining({ code: 'no-item' }) as Error);
});
