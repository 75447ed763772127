/**
 * Minibatches of GraphSAGE over uniform neighbourhoods (Hamilton et al., NeurIPS 2017, algorithm 2, appendix A):
 *
 *   S(k-1) = S(k) with, for each u in S(k), S_k neighbours of u drawn uniformly from its row
 *
 * Draws depend on (seed, step, layer, item), never on the order of asking. Deviations: an item with fewer than S_k
 * neighbours takes each of them once, where the authors' program draws with replacement up to S_k (`replacement`
 * does that for all items); each item has draws of its own, where their program shuffles the columns for all alike.
 */
import { random } from '../../evaluations/random.ts';
import type { Random } from '../../evaluations/random.ts';
import type { Block } from './blocks.ts';
import type { Neighborhoods } from './neighborhoods.ts';

export interface UniformDraw {
  /** Neighbours of each destination of layer k, the first layer's (outermost nodes) first: S1, S2, ... */
  readonly sizes: readonly number[];
  /** Draw with replacement, always S_k of them. */
  readonly replacement: boolean;
  readonly seed: number;
}

/**
 * Makes the blocks of a step for distinct `seeds`, the first layer's first; edges stand in the order of drawing, which
 * is a random permutation. Weights are 1/n.
 */
export function uniformBlockMaker(
  neighborhoods: Neighborhoods,
  { sizes, replacement, seed }: UniformDraw,
): (seeds: Uint32Array, step: number) => Block[] {
  const position = new Int32Array(neighborhoods.items).fill(-1);
  const places = Uint32Array.from({ length: neighborhoods.width }, (_, i) => i);

  const expand = (destinations: Uint32Array, step: number, layer: number): Block => {
    const { width, neighbors } = neighborhoods;
    const nodes = Array.from(destinations);
    nodes.forEach((node, i) => (position[node] = i));
    const indptr = new Uint32Array(destinations.length + 1);
    const indices: number[] = [];
    const weights: number[] = [];
    destinations.forEach((node, i) => {
      const available = neighborhoods.ensure(node);
      const wanted = sizes[layer];
      const taken = available === 0 ? 0 : replacement ? wanted : Math.min(wanted, available);
      if (taken > 0) {
        const rng = random(seed, `draw|${step}|${layer}|${node}`);
        for (let t = 0; t < taken; t++) {
          const neighbor = neighbors[node * width + pick(t, available, rng)];
          if (position[neighbor] < 0) position[neighbor] = nodes.push(neighbor) - 1;
          indices.push(position[neighbor]);
          weights.push(1 / taken);
        }
        if (!replacement) for (let t = 0; t < available; t++) places[t] = t;
      }
      indptr[i + 1] = indices.length;
    });
    for (const node of nodes) position[node] = -1;
    return {
      nodes: Uint32Array.from(nodes),
      destinations: destinations.length,
      indptr,
      indices: Uint32Array.from(indices),
      weights: Float32Array.from(weights),
    };
  };

  /** A column below `available`; without replacement the t-th step of a Fisher-Yates shuffle. */
  const pick = (t: number, available: number, rng: Random): number => {
    if (replacement) return rng.below(available);
    const other = t + rng.below(available - t);
    const chosen = places[other];
    places[other] = places[t];
    return (places[t] = chosen);
  };

  return (seeds, step) => {
    const blocks: Block[] = [];
    for (let layer = sizes.length - 1; layer >= 0; layer--) {
      blocks.unshift(expand(blocks[0]?.nodes ?? seeds, step, layer));
    }
    return blocks;
  };
}
