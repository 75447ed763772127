import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../../engine/graph/build-graph.ts';
import { extendGraph } from '../../../engine/graph/extend-graph.ts';

/** [item, context, weight], sorted. */
type Edge = [number, number, number];
const edgesOf = (graph: ReturnType<typeof buildGraph>): Edge[] =>
  Array.from({ length: graph.items }, (_, item) => {
    const [from, to] = [graph.itemIndptr[item], graph.itemIndptr[item + 1]];
    return Array.from(graph.itemIndices.subarray(from, to), (context, e): Edge => {
      return [item, context, graph.itemWeights ? graph.itemWeights[from + e] : 1];
    });
  }).flat();
const build = (edges: Edge[], items: number, contexts: number, weighted: boolean) =>
  buildGraph({
    ...{ items, contexts },
    item: Uint32Array.from(edges, ([item]) => item),
    context: Uint32Array.from(edges, ([, context]) => context),
    weight: weighted ? Float32Array.from(edges, ([, , weight]) => weight) : null,
  });
const known: Edge[] = [
  [0, 0, 2],
  [0, 1, 3],
  [1, 1, 5],
];
/** A new item 2 in context 1 and a new context 2, which item 0 is in too; and an edge that is there already. */
const more: Edge[] = [
  [2, 1, 7],
  [2, 2, 1],
  [0, 2, 4],
  [0, 1, 9],
];

describe('extendGraph', () => {
  it.each([true, false])(
    'equals the graph built of all edges at once, a known edge as it was (weighted: %s)',
    (weighted) => {
      const extended = extendGraph(build(known, 2, 2, weighted), {
        ...{ items: 1, contexts: 1 },
        item: Uint32Array.from(more, ([item]) => item),
        context: Uint32Array.from(more, ([, context]) => context),
        weight: Float32Array.from(more, ([, , weight]) => weight),
      });
      const whole = build([...known, ...more.slice(0, 3)], 3, 3, weighted);
      expect(extended).toEqual(whole);
      expect(edgesOf(extended)).toContainEqual([0, 1, weighted ? 3 : 1]);
      expect(edgesOf(extended)).toHaveLength(6);
    },
  );

  it('weighs a new edge 1 where the graph has weights and the edges bring none', () => {
    const extended = extendGraph(build(known, 2, 2, true), {
      ...{ items: 1, contexts: 0, weight: null },
      ...{ item: Uint32Array.of(2), context: Uint32Array.of(0) },
    });
    expect(edgesOf(extended)).toContainEqual([2, 0, 1]);
  });
});
