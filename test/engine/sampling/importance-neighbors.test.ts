import { describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { importanceNeighbors } from '../../../engine/sampling/importance-neighbors.ts';
import { importanceNeighborhoods } from '../../../engine/sampling/importance-neighborhoods.ts';
import { walkerOf } from '../../../engine/sampling/walker.ts';
import { plantedGraph } from './planted-graph.ts';

const { graph, isolated, alone } = plantedGraph(true);
const walk = { walks: 300, hops: 3, restart: 0.5 };

describe('importanceNeighbors', () => {
  it('keeps the T most visited of a plain count and sort of the same walks, ties by row', () => {
    const counts: { row: number; visits: number }[] = [];
    const total = walkerOf(graph).visits(5, walk, random(3, 'a'), (row, visits) =>
      counts.push({ row, visits }),
    );
    const expected = counts.sort((a, b) => b.visits - a.visits || a.row - b.row).slice(0, 7);
    const found = importanceNeighbors(graph, 5, { ...walk, neighbors: 7 }, random(3, 'a'));
    expect([...found.items]).toEqual(expected.map(({ row }) => row));
    expect([...found.visits]).toEqual(expected.map(({ visits }) => visits));
    expect(found.totalVisits).toBe(total);
    const sum = expected.reduce((s, { visits }) => s + visits, 0);
    found.weights.forEach((weight, i) => expect(weight).toBeCloseTo(expected[i].visits / sum, 6));
  });

  it('is empty for an item without neighbours', () => {
    const found = importanceNeighbors(graph, isolated, { ...walk, neighbors: 7 }, random(3));
    expect([found.items.length, found.weights.length, found.totalVisits]).toEqual([0, 0, 0]);
  });
});

describe('importanceNeighborhoods', () => {
  const options = { ...walk, neighbors: 6, pooling: 'importance' as const };

  it('draws the same rows whatever the order of asking', () => {
    const forward = importanceNeighborhoods(graph, options, 5);
    const backward = importanceNeighborhoods(graph, options, 5);
    for (let i = 0; i < graph.items; i++) forward.ensure(i);
    for (let i = graph.items - 1; i >= 0; i--) backward.ensure(i);
    expect(forward.neighbors).toEqual(backward.neighbors);
    expect(forward.weights).toEqual(backward.weights);
    const other = importanceNeighborhoods(graph, options, 6);
    for (let i = 0; i < graph.items; i++) other.ensure(i);
    expect(other.neighbors).not.toEqual(forward.neighbors);
  });

  it.each(['importance', 'mean'] as const)('%s: rows sum to 1, or to 0 padded with -1', (pooling) => {
    const made = importanceNeighborhoods(graph, { ...options, pooling }, 5);
    for (let i = 0; i < graph.items; i++) {
      const size = made.ensure(i);
      const neighbors = [...made.neighbors.subarray(6 * i, 6 * i + 6)];
      const weights = [...made.weights.subarray(6 * i, 6 * i + 6)];
      expect(neighbors.slice(size).every((n) => n === -1)).toBe(true);
      expect(new Set(neighbors.slice(0, size)).size).toBe(size);
      expect(neighbors).not.toContain(i);
      expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(size > 0 ? 1 : 0, 5);
      if (pooling === 'mean' && size > 0) expect(new Set(weights.slice(0, size)).size).toBe(1);
      if (i === isolated || i === alone) expect(size).toBe(0);
    }
  });
});
