/**
 * Join: groups what was told by destination. A group is a run of destinations with all that is told to them: each
 * source once, ascending, so that a file of told rows is read from front to back.
 */
import type { SparseRows } from '../../backend/pool.ts';

export interface Group {
  /** Items whose told rows the group needs, ascending, each once. */
  readonly sources: Uint32Array;
  /** The group's edges, their indices positions in `sources`, in the order that they had. */
  readonly edges: SparseRows;
}

/** The group of the destinations of `edges`, whose indices are items. */
export function groupOf(edges: SparseRows): Group {
  const sources = distinct(edges.indices);
  const indices = edges.indices.map((item) => find(sources, item));
  return { sources, edges: { ...edges, indices } };
}

/** Where to cut destinations into groups of at most `most` edges: ends of the groups, at least one row each. */
export function groupEnds({ indptr }: Pick<SparseRows, 'indptr'>, most: number): number[] {
  const rows = indptr.length - 1;
  const ends: number[] = [];
  for (let from = 0; from < rows; from = ends[ends.length - 1]) {
    let to = from + 1;
    while (to < rows && indptr[to + 1] - indptr[from] <= most) to++;
    ends.push(to);
  }
  return ends;
}

/** Rows [from, to) of some sparse rows. */
export function sliceRows({ indptr, indices, weights }: SparseRows, from: number, to: number): SparseRows {
  const [start, end] = [indptr[from], indptr[to]];
  return {
    indptr: indptr.slice(from, to + 1).map((at) => at - start),
    indices: indices.subarray(start, end),
    weights: weights.subarray(start, end),
  };
}

function distinct(indices: Uint32Array): Uint32Array {
  const sorted = indices.slice().sort();
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i];
  }
  return sorted.subarray(0, count);
}

function find(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
