import { describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import type { BipartiteGraph } from '../../../engine/graph/bipartite-graph.ts';
import { embeddingScorer, walkScorer } from '../../../engine/retrieval/scorer.ts';
import { walkerOf } from '../../../engine/sampling/walker.ts';
import { graphOf } from '../training/planted-dataset.ts';

const visits = (graph: BipartiteGraph, start: number, hops: number, restart: number): number[] => {
  const out = new Float32Array(graph.items).fill(9);
  walkScorer(graph, { hops, restart }).scores(start, out);
  return [...out];
};

/** Items 0, 1 share context 0; 1, 2, 3 share context 1; 4 stands alone. */
const chain = graphOf(5, 2, [
  [0, 0],
  [1, 0],
  [1, 1],
  [2, 1],
  [3, 1],
]);

describe('expected visits', () => {
  it('of one hop are the transition probabilities, worked out by hand', () => {
    // From 1: context 0 or 1 by a half each; then 0 or 1 by a half, or 1, 2, 3 by a third.
    const [a, b, c, d, e] = visits(chain, 1, 1, 0.5);
    expect([a, b, c, d, e].map((x) => x * 12)).toEqual([3, 0, 2, 2, 0].map((x) => expect.closeTo(x, 5)));
  });

  it('of two hops go on through the start, worked out by hand', () => {
    // p1 from 0 = (1/2, 1/2, 0, 0); p2 = p1 T / 2 with T's rows 0: (1/2, 1/2, 0, 0), 1: (1/4, 5/12, 1/6, 1/6).
    const want = [0, 1 / 2 + (1 / 4 + 5 / 24) / 2, 1 / 12 / 2, 1 / 12 / 2, 0];
    expect(visits(chain, 0, 2, 0.5)).toEqual(want.map((x) => expect.closeTo(x, 6)));
  });

  it('of an item without edges are 0, and the next query is not disturbed', () => {
    expect(visits(chain, 4, 3, 0.5)).toEqual([0, 0, 0, 0, 0]);
    const scorer = walkScorer(chain, { hops: 3, restart: 0.5 });
    const [first, other, again] = [new Float32Array(5), new Float32Array(5), new Float32Array(5)];
    scorer.scores(0, first);
    scorer.scores(2, other);
    scorer.scores(0, again);
    expect(again).toEqual(first);
  });

  it.each([false, true])('match the mean of many drawn walks (weighted: %s)', (weighted) => {
    const rng = random(5, 'graph');
    const edges: [number, number][] = [];
    for (let item = 0; item < 12; item++) {
      for (let context = 0; context < 6; context++) if (rng.next() < 0.4) edges.push([item, context]);
    }
    const bare = graphOf(12, 6, edges);
    const weightOf = (item: number, context: number): number => 1 + ((3 * item + 5 * context) % 7);
    const weights = (indptr: Uint32Array, indices: Uint32Array, byItem: boolean): Float32Array => {
      const row = (e: number): number => indptr.findIndex((_, i) => e < indptr[i + 1]);
      return Float32Array.from(indices, (to, e) => (byItem ? weightOf(row(e), to) : weightOf(to, row(e))));
    };
    const graph = weighted
      ? {
          ...bare,
          itemWeights: weights(bare.itemIndptr, bare.itemIndices, true),
          contextWeights: weights(bare.contextIndptr, bare.contextIndices, false),
        }
      : bare;
    const walks = 200_000;
    const drawn = new Float64Array(12);
    walkerOf(graph).visits(0, { walks, hops: 3, restart: 0.3 }, random(2), (item, count) => {
      drawn[item] = count / walks;
    });
    visits(graph, 0, 3, 0.3).forEach((expected, item) => {
      // Visits of a walk vary by less than 3; five standard errors.
      expect(Math.abs(drawn[item] - expected)).toBeLessThan(
        5 * Math.sqrt((3 * expected + 1e-9) / walks) + 1e-6,
      );
    });
  });
});

it('the embedding scorer is the inner product, also into its own query', () => {
  const scores = new Float32Array(3);
  embeddingScorer(Float32Array.of(1, 2, 3, 4, -5, 6), 2).scores(1, scores);
  expect([...scores]).toEqual([11, 25, 9]);
});
