import { describe, expect, it } from 'vitest';
import type { Batch } from '../../../engine/sampling/batch.ts';
import { neighborTables } from '../../../engine/sampling/neighborhoods.ts';
import { samplerOf, sourceOf } from '../../../engine/sampling/sampler-of.ts';
import type { SamplerSpec } from '../../../engine/sampling/sampler-of.ts';
import { plantedGraph } from './planted-graph.ts';

const { graph } = plantedGraph(false);
const options = { neighbors: 5, walks: 20, hops: 3, restart: 0.5, pooling: 'importance' as const };
const dims = 3;
const features = { dims, data: Float32Array.from({ length: graph.items * dims }, (_, i) => i + 1) };
const query = Uint32Array.from({ length: 23 }, (_, i) => i);
const pairs = { query, item: query.map((row) => row + 1) };

const spec = (dropout = 0.4): SamplerSpec => ({
  ...{ seed: 3, features, dropout },
  examples: { kind: 'pairs', pairs, items: graph.items, batchSize: 10, negatives: 7 },
  blocks: { kind: 'importance', graph, options, layers: 2, tables: neighborTables(graph.items, 5) },
});

/** Rows of the items that a name's positions stand for. */
function rowsOf({ blocks, positions }: Batch, name: string): number[] {
  return Array.from(positions[name], (at) => blocks.at(-1)!.nodes[at]);
}

describe('a sampler', () => {
  it('deals every pair once an epoch, in another order each epoch, the last step being short', () => {
    expect(sourceOf(spec()).stepsPerEpoch).toBe(3);
    const sampler = samplerOf(spec());
    const epoch = (first: number): Batch[] => [0, 1, 2].map((step) => sampler.draw(first + step));
    const heads = [epoch(0), epoch(3)].map((steps) => steps.flatMap((batch) => rowsOf(batch, 'heads')));
    expect(epoch(0).map(({ count }) => count)).toEqual([10, 10, 3]);
    for (const dealt of heads) expect([...dealt].sort((a, b) => a - b)).toEqual([...query]);
    expect(heads[0]).not.toEqual(heads[1]);
    const batch = sampler.draw(1);
    expect(rowsOf(batch, 'tails')).toEqual(rowsOf(batch, 'heads').map((row) => row + 1));
    expect(rowsOf(batch, 'negatives')).toHaveLength(7);
  });

  it('gives the same batch whatever was asked before, and whoever drew the neighbours first', () => {
    const forward = samplerOf(spec());
    const inOrder = [0, 1, 2, 3, 4].map((step) => forward.draw(step));
    const backward = samplerOf(spec());
    const reversed = [4, 3, 2, 1, 0].map((step) => backward.draw(step)).reverse();
    expect(reversed).toEqual(inOrder);
    const shared = spec();
    const [a, b] = [samplerOf(shared), samplerOf(shared)];
    expect([0, 1, 2, 3, 4].map((step) => (step % 2 ? a : b).draw(step))).toEqual(inOrder);
  });

  it('cuts a minibatch into parts: each example in one of them, the negatives in all', () => {
    const sampler = samplerOf(spec());
    const whole = sampler.draw(4);
    const parts = [0, 1, 2].map((index) => sampler.draw(4, { index, of: 3 }));
    expect(parts.map(({ count }) => count)).toEqual([3, 3, 4]);
    for (const name of ['heads', 'tails']) {
      expect(parts.flatMap((part) => rowsOf(part, name))).toEqual(rowsOf(whole, name));
    }
    for (const part of parts) expect(rowsOf(part, 'negatives')).toEqual(rowsOf(whole, 'negatives'));
  });

  it('leaves out the same features of an item in a part as in the whole, about the share asked for', () => {
    const sampler = samplerOf(spec());
    const seen = new Map<number, readonly number[]>();
    const rows = ({ input }: Batch) =>
      Array.from(input.rows, (row, i) => [row, [...input.data.subarray(i * dims, (i + 1) * dims)]] as const);
    const whole = sampler.draw(2);
    for (const [row, values] of rows(whole)) seen.set(row, values);
    for (const [row, values] of rows(sampler.draw(2, { index: 1, of: 2 }))) {
      expect(values).toEqual(seen.get(row));
    }
    const left = whole.input.data.filter((value) => value === 0).length / whole.input.data.length;
    expect(Math.abs(left - 0.4)).toBeLessThan(0.15);
    whole.input.data.forEach((value, at) => {
      const given = features.data[whole.input.rows[Math.floor(at / dims)] * dims + (at % dims)];
      if (value !== 0) expect(value).toBeCloseTo(given / 0.6, 3);
    });
    expect(samplerOf(spec(0)).draw(2).input.data).not.toContain(0);
  });
});
