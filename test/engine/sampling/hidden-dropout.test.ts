import { describe, expect, it } from 'vitest';
import { assemble } from '../../../engine/sampling/batch-sampler.ts';
import type { Block } from '../../../engine/sampling/blocks.ts';
import { hiddenDropout, hiddenFactors } from '../../../engine/sampling/hidden-dropout.ts';

const at = { seed: 1, step: 2, layer: 1 };

describe('dropout between the layers', () => {
  it('leaves out the asked share and keeps the mean (4 standard deviations)', () => {
    const rows = Uint32Array.from({ length: 100 }, (_, i) => i);
    const factors = hiddenDropout(rows, { rate: 0.3, width: 50 }, at);
    const left = factors.filter((factor) => factor === 0).length;
    expect(Math.abs(left - 1500)).toBeLessThan(4 * Math.sqrt(5000 * 0.3 * 0.7));
    expect(new Set(factors)).toEqual(new Set([0, Math.fround(1 / 0.7)]));
  });

  it('depends on step, layer and item, not on who is asked for beside it', () => {
    const of = (rows: number[], change = {}): number[][] => {
      const all = hiddenDropout(Uint32Array.from(rows), { rate: 0.5, width: 16 }, { ...at, ...change });
      return rows.map((_, i) => [...all.subarray(16 * i, 16 * (i + 1))]);
    };
    const [a, b] = of([7, 9]);
    expect(of([9, 3, 7])).toEqual([b, expect.any(Array), a]);
    expect(of([7], { step: 3 })[0]).not.toEqual(a);
    expect(of([7], { layer: 2 })[0]).not.toEqual(a);
  });

  it('stands in the batch for every layer but the first, in the order of its nodes, and only in training', () => {
    const block = (nodes: number[]): Block => ({
      nodes: Uint32Array.from(nodes),
      destinations: 1,
      indptr: new Uint32Array(2),
      indices: new Uint32Array(),
      weights: new Float32Array(),
    });
    const parts = {
      features: { data: new Float32Array(20), dims: 2 },
      blocks: () => [block([4, 5, 6]), block([4, 5])],
      hidden: { rate: 0.5, width: 3 },
    };
    const examples = { count: 1, items: { nodes: Uint32Array.of(4) } };
    const { positions } = assemble(examples, parts, 2, { rate: 0, seed: 1, step: 2 });
    expect(positions[hiddenFactors(1)]).toEqual(hiddenDropout(Uint32Array.of(4, 5), parts.hidden, at));
    expect(Object.keys(positions)).toEqual(['nodes', 'hidden.1']);
    expect(Object.keys(assemble(examples, parts, 2).positions)).toEqual(['nodes']);
  });
});
