/**
 * Hierarchical navigable small worlds (Malkov, Yashunin, IEEE TPAMI 2020), by usearch, on inner products. A graph
 * search goes from item to item by their own likeness, for which vectors have to be of one length: equal-lengths.ts.
 * What the library finds is scored again by us, so that a score is the same whichever index gave it.
 */
import type { Index } from 'usearch';
import { PinwiseError } from '../../contract/rpc.ts';
import { turn } from '../../turns.ts';
import { equalLengths } from '../equal-lengths.ts';
import type { NearestIndex, Vectors } from '../nearest-index.ts';
import { countOf } from '../nearest-index.ts';
import { rankCandidates } from '../rank-candidates.ts';
import { usearch } from './usearch.ts';

export interface HnswOptions {
  /** Links of an item in a layer (M). */
  connectivity: number;
  /** Items looked at when one is added (efConstruction) and when one is asked for (ef). */
  expansionAdd: number;
  expansionSearch: number;
}

export const hnswDefaults: HnswOptions = { connectivity: 32, expansionAdd: 200, expansionSearch: 128 };

export interface HnswIndex extends NearestIndex {
  /** Writes the library's own file. */
  save(path: string): void;
  /** Rows found for several queries, float32 (queries, dims), in one call of the library, on `threads` threads. */
  rowsOfMany(queries: Float32Array, k: number, threads: number): number[][];
}

interface BuildOptions {
  /** More than 1 is faster, and then no two builds are alike. */
  threads?: number;
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

/** Items that are added in one call, which nothing can interrupt: some 50 ms of work. */
const BATCH = 256;

/** @throws PinwiseError `no-usearch`, `cancelled` */
export async function buildHnsw(
  vectors: Vectors,
  options: HnswOptions,
  { threads = 1, signal, onProgress }: BuildOptions = {},
): Promise<HnswIndex> {
  const space = equalLengths(vectors);
  const index = emptyIndex(space.items.dims, options);
  const { data, dims } = space.items;
  const count = countOf(space.items);
  for (let from = 0; from < count; from += BATCH * threads) {
    await turn(signal);
    const to = Math.min(count, from + BATCH * threads);
    const keys = BigUint64Array.from({ length: to - from }, (_, i) => BigInt(from + i));
    index.add(keys, data.subarray(from * dims, to * dims), threads);
    onProgress?.(to, count);
  }
  return wrap(vectors, space.query, index);
}

/**
 * An index that was saved. The library does not check what it reads, and a damaged file ends the process: make sure
 * that it is whole before.
 * @throws PinwiseError `no-usearch`, `bad-index` when it is of other vectors
 */
export function loadHnsw(path: string, vectors: Vectors, options: HnswOptions): HnswIndex {
  const space = equalLengths(vectors);
  const index = emptyIndex(space.items.dims, options);
  index.load(path);
  if (index.size() !== countOf(vectors)) {
    throw new PinwiseError('bad-index', `${path} has ${index.size()} items, not ${countOf(vectors)}`);
  }
  return wrap(vectors, space.query, index);
}

function emptyIndex(dimensions: number, options: HnswOptions): Index {
  const { Index: Native, MetricKind, ScalarKind } = usearch();
  return new Native({
    dimensions,
    metric: MetricKind.IP,
    quantization: ScalarKind.F32,
    connectivity: options.connectivity,
    expansion_add: options.expansionAdd,
    expansion_search: options.expansionSearch,
    multi: false,
  });
}

function wrap(vectors: Vectors, query: (vector: Float32Array) => Float32Array, index: Index): HnswIndex {
  const most = countOf(vectors);
  return {
    nearest(vector, k, exclude = []) {
      const wanted = Math.min(most, k + exclude.length);
      if (wanted < 1) return [];
      const { keys } = index.search(query(vector), wanted, 1);
      return rankCandidates(vectors, vector, Array.from(keys, Number), k, exclude);
    },
    save: (path) => index.save(path),
    rowsOfMany(queries, k, threads) {
      const { dims } = vectors;
      const count = queries.length / dims;
      if (count === 0) return [];
      const asked = Array.from({ length: count }, (_, i) =>
        query(queries.subarray(i * dims, (i + 1) * dims)),
      );
      const found = index.search(asked, Math.min(most, k), threads);
      return count === 1
        ? [Array.from(index.search(asked[0], Math.min(most, k), threads).keys, Number)]
        : asked.map((_, i) => Array.from(found.get(i).keys, Number));
    },
  };
}
