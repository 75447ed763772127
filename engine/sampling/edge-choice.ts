/**
 * Choosing an edge of a CSR row: uniformly, or in proportion to the edge weights by inverting the row's running sums
 * (binary search, so that a row of a million edges costs twenty comparisons).
 */
import type { Random } from '../../evaluations/random.ts';

export interface EdgeChoice {
  /** False when the row has no edge of positive weight. */
  canLeave(row: number): boolean;
  /** Column of an edge of `row`, drawn with `rng`; the row must have one. */
  choose(row: number, rng: Random): number;
}

export function edgeChoice(
  indptr: Uint32Array,
  indices: Uint32Array,
  weights: Float32Array | null,
): EdgeChoice {
  return weights ? weightedChoice(indptr, indices, weights) : uniformChoice(indptr, indices);
}

function uniformChoice(indptr: Uint32Array, indices: Uint32Array): EdgeChoice {
  return {
    canLeave: (row) => indptr[row + 1] > indptr[row],
    choose(row, rng) {
      const start = indptr[row];
      return indices[start + rng.below(indptr[row + 1] - start)];
    },
  };
}

function weightedChoice(indptr: Uint32Array, indices: Uint32Array, weights: Float32Array): EdgeChoice {
  const running = runningSums(indptr, weights);
  const total = (row: number): number => (indptr[row + 1] > indptr[row] ? running[indptr[row + 1] - 1] : 0);
  return {
    canLeave: (row) => total(row) > 0,
    choose(row, rng) {
      const target = rng.next() * total(row);
      let low = indptr[row];
      let high = indptr[row + 1] - 1;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (running[middle] > target) high = middle;
        else low = middle + 1;
      }
      return indices[low];
    },
  };
}

/** Sums of the weights within each row, up to and with each edge. */
function runningSums(indptr: Uint32Array, weights: Float32Array): Float64Array {
  const running = new Float64Array(weights.length);
  for (let row = 0; row + 1 < indptr.length; row++) {
    let sum = 0;
    for (let e = indptr[row]; e < indptr[row + 1]; e++) running[e] = sum += weights[e];
  }
  return running;
}
