import { describe, expect, it } from 'vitest';
import { blockMaker } from '../../../engine/sampling/blocks.ts';
import { importanceNeighborhoods } from '../../../engine/sampling/importance-neighborhoods.ts';
import { plantedGraph } from './planted-graph.ts';

const { graph, isolated, alone } = plantedGraph(false);
const options = { walks: 50, hops: 3, restart: 0.5, neighbors: 5, pooling: 'importance' as const };

describe('blockMaker', () => {
  it('K layers of blocks compute what the whole graph computes (dense propagation of a feature)', () => {
    const neighborhoods = importanceNeighborhoods(graph, options, 1);
    const seeds = Uint32Array.of(7, isolated, 3, alone, 40);
    const blocks = blockMaker(neighborhoods)(seeds, 3);
    const feature = (row: number): number => Math.sin(row) + 2;

    // Oracle: every item, layer by layer, h' = h / 2 + weighted mean of the neighbours' h.
    let whole = Array.from({ length: graph.items }, (_, row) => feature(row));
    for (let layer = 0; layer < 3; layer++) {
      whole = whole.map((own, row) => {
        const size = neighborhoods.ensure(row);
        let pooled = 0;
        for (let t = 5 * row; t < 5 * row + size; t++) {
          pooled += neighborhoods.weights[t] * whole[neighborhoods.neighbors[t]];
        }
        return own / 2 + pooled;
      });
    }

    let h = Array.from(blocks[0].nodes, feature);
    blocks.forEach((block, layer) => {
      expect(h).toHaveLength(block.nodes.length);
      h = Array.from({ length: block.destinations }, (_, i) => {
        let pooled = 0;
        for (let e = block.indptr[i]; e < block.indptr[i + 1]; e++)
          pooled += block.weights[e] * h[block.indices[e]];
        return h[i] / 2 + pooled;
      });
      const next = blocks[layer + 1]?.nodes ?? seeds;
      expect([...block.nodes.subarray(0, block.destinations)]).toEqual([...next]);
    });
    seeds.forEach((seed, i) => expect(h[i]).toBeCloseTo(whole[seed], 5));
  });

  it('holds every node once, and leaves nothing behind for the next call', () => {
    const neighborhoods = importanceNeighborhoods(graph, options, 1);
    const maker = blockMaker(neighborhoods);
    const first = maker(Uint32Array.of(1, 2), 2);
    maker(Uint32Array.of(9, 30, 31), 2);
    expect(maker(Uint32Array.of(1, 2), 2)).toEqual(first);
    for (const { nodes } of first) expect(new Set(nodes).size).toBe(nodes.length);
  });
});
