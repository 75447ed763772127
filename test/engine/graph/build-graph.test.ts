import { describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { buildGraph } from '../../../engine/graph/build-graph.ts';

describe('buildGraph', () => {
  it.each([false, true])(
    'has the entries of a dense matrix, both ways, rows ascending (weights %s)',
    (weighted) => {
      const [items, contexts, count] = [30, 12, 400];
      const rng = random(5, 'build graph');
      const item = Uint32Array.from({ length: count }, () => rng.below(items - 3));
      const context = Uint32Array.from({ length: count }, () => rng.below(contexts - 2));
      const weight = weighted ? Float32Array.from({ length: count }, () => rng.next()) : null;
      const dense = new Map<number, number>();
      item.forEach((i, e) => {
        const key = i * contexts + context[e];
        dense.set(key, (dense.get(key) ?? 0) + (weight ? weight[e] : 1));
      });

      const graph = buildGraph({ items, contexts, item, context, weight });
      expect(graph.edges).toBe(dense.size);
      expect(graph.edges).toBeLessThan(count);
      const byItem = new Map<number, number>();
      for (let i = 0; i < items; i++) {
        for (let e = graph.itemIndptr[i]; e < graph.itemIndptr[i + 1]; e++) {
          if (e > graph.itemIndptr[i]) expect(graph.itemIndices[e]).toBeGreaterThan(graph.itemIndices[e - 1]);
          byItem.set(i * contexts + graph.itemIndices[e], graph.itemWeights?.[e] ?? 0);
        }
      }
      const byContext = new Map<number, number>();
      for (let c = 0; c < contexts; c++) {
        for (let e = graph.contextIndptr[c]; e < graph.contextIndptr[c + 1]; e++) {
          if (e > graph.contextIndptr[c]) {
            expect(graph.contextIndices[e]).toBeGreaterThan(graph.contextIndices[e - 1]);
          }
          byContext.set(graph.contextIndices[e] * contexts + c, graph.contextWeights?.[e] ?? 0);
        }
      }
      expect(byContext).toEqual(byItem.size === 0 ? null : byItem);
      expect(new Set(byItem.keys())).toEqual(new Set(dense.keys()));
      if (weighted) for (const [key, sum] of dense) expect(byItem.get(key)).toBeCloseTo(sum, 5);
      else expect([graph.itemWeights, graph.contextWeights]).toEqual([null, null]);
    },
  );

  it('stands empty', () => {
    const none = new Uint32Array();
    const graph = buildGraph({ items: 2, contexts: 0, item: none, context: none, weight: null });
    expect([...graph.itemIndptr]).toEqual([0, 0, 0]);
    expect([...graph.contextIndptr]).toEqual([0]);
  });

  it('refuses an edge to an item that does not exist', () => {
    const edge = { item: Uint32Array.of(2), context: Uint32Array.of(0), weight: null };
    expect(() => buildGraph({ items: 2, contexts: 1, ...edge })).toThrow(/item 2 of 2/);
  });
});
