import { describe, expect, it } from 'vitest';
import { bprUpdate, initialFactors, negativeChoice } from '../../../engine/baselines/bpr.ts';
import type { BprFactors } from '../../../engine/baselines/bpr.ts';
import { random } from '../../../evaluations/random.ts';
import { graphOf } from '../training/planted-dataset.ts';

/** Items 0-2 in contexts 0 and 1, items 3-4 in context 2; item 5 in none. */
const graph = graphOf(6, 3, [
  [0, 0],
  [1, 0],
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 2],
]);

/** The loss as the paper writes it, in float64 and from nothing but its definition. */
function loss(
  { dims, contexts, items, bias }: BprFactors,
  [c, i, j]: number[],
  reg: number,
): { loss: number; likelihood: number } {
  const row = (data: Float32Array, at: number): number[] => [...data.subarray(at * dims, (at + 1) * dims)];
  const [p, q, o] = [row(contexts, c), row(items, i), row(items, j)];
  const x = p.reduce((sum, pd, d) => sum + pd * (q[d] - o[d]), 0) + bias[i] - bias[j];
  const squares = [...p, ...q, ...o, bias[i], bias[j]].reduce((sum, value) => sum + value * value, 0);
  const likelihood = Math.log(1 + Math.exp(-x));
  return { likelihood, loss: likelihood + (reg / 2) * squares };
}

function someFactors(): BprFactors {
  const rng = random(4, 'factors');
  const drawn = (length: number): Float32Array => Float32Array.from({ length }, () => rng.normal());
  return { dims: 4, contexts: drawn(12), items: drawn(24), bias: drawn(6) };
}

describe('bprUpdate', () => {
  it('goes down the gradient of the loss, by finite differences', () => {
    const triple = [1, 2, 4];
    const [rate, reg, step] = [1e-2, 0.3, 1e-2];
    const before = someFactors();
    const after = someFactors();
    const told = bprUpdate(after, 1, 2, 4, { rate, reg });
    expect(told).toBeCloseTo(loss(before, triple, reg).likelihood, 5);
    for (const name of ['contexts', 'items', 'bias'] as const) {
      before[name].forEach((value, at) => {
        const shifted = (by: number): number => {
          const moved = someFactors();
          moved[name][at] = value + by;
          // What float32 made of the shift counts.
          return loss(moved, triple, reg).loss;
        };
        const numeric = (shifted(step) - shifted(-step)) / (2 * step);
        expect((before[name][at] - after[name][at]) / rate, `${name}[${at}]`).toBeCloseTo(numeric, 3);
      });
    }
  });

  it('does not overflow where the score is far off', () => {
    const factors = someFactors();
    factors.bias.set([0, 0, -800, 0, 800, 0]);
    expect(bprUpdate(factors, 1, 2, 4, { rate: 0.1, reg: 0 })).toBeGreaterThan(1_000);
    expect(factors.items.every(Number.isFinite)).toBe(true);
  });
});

it('starts rows without edges at 0 and others at small values of their own', () => {
  const { items, contexts } = initialFactors(graph, 8, 3);
  expect(items.subarray(5 * 8).every((value) => value === 0)).toBe(true);
  expect(items.subarray(0, 5 * 8).every((value) => value !== 0 && Math.abs(value) <= 1 / 16)).toBe(true);
  expect(contexts).not.toEqual(items.subarray(0, contexts.length));
  expect(initialFactors(graph, 8, 3).items).toEqual(items);
  expect(initialFactors(graph, 8, 4).items).not.toEqual(items);
});

describe('negatives', () => {
  it.each(['degree', 'uniform'] as const)('by %s: never of the context, never without edges', (by) => {
    const choose = negativeChoice(graph, by);
    const rng = random(1, 'negatives');
    const times = new Float64Array(6);
    for (let i = 0; i < 20_000; i++) times[choose(0, rng)]++;
    expect([times[0], times[1], times[5]]).toEqual([0, 0, 0]);
    // Items 2, 3, 4 have one edge each, so both ways of drawing agree on them: a third each.
    for (const item of [2, 3, 4]) expect(times[item] / 20_000).toBeCloseTo(1 / 3, 1);
  });

  it('follow the degree where asked to', () => {
    const rng = random(1, 'negatives');
    const ofContext2 = (by: 'degree' | 'uniform'): number => {
      const choose = negativeChoice(graph, by);
      let ones = 0;
      for (let i = 0; i < 20_000; i++) if (choose(2, rng) === 1) ones++;
      return ones / 20_000;
    };
    expect(ofContext2('degree')).toBeCloseTo(1 / 2, 1);
    expect(ofContext2('uniform')).toBeCloseTo(1 / 3, 1);
  });

  it('give up in a context that holds everything', () => {
    const full = graphOf(2, 1, [
      [0, 0],
      [1, 0],
    ]);
    expect(negativeChoice(full, 'uniform')(0, random(1))).toBe(-1);
  });
});
