/**
 * A data set as the engine works with it: opened from its folder in the store, read-only, typed arrays all the way.
 * Row = position of an item; the same row means the same item in features, graph, pairs and embeddings.
 */
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import type { DatasetManifest, FeatureBlock } from '../contract/datasets.ts';

/** Strings by row; decoded when asked for. */
export interface ItemTable {
  readonly count: number;
  id(row: number): string;
  title(row: number): string;
  text(row: number): string | null;
  hasPicture(row: number): boolean;
  /** Row of an id, or -1. */
  find(id: string): number;
}

export interface ContextTable {
  readonly count: number;
  id(row: number): string;
  title(row: number): string;
  find(id: string): number;
}

/** float32 (rows, dims), row-major, with the named blocks it was put together from. */
export interface Features {
  readonly rows: number;
  readonly dims: number;
  /** Of a stored data set read on first use; sizes are known without. */
  readonly data: Float32Array;
  readonly blocks: readonly FeatureBlock[];
}

/** Labelled positives of one split: `query[i]` and `item[i]` are rows. */
export interface Pairs {
  readonly query: Uint32Array;
  readonly item: Uint32Array;
}

export type Split = 'train' | 'tune' | 'test';

/** Classes of items, in CSR: those of item i are `indices[indptr[i]] .. indices[indptr[i + 1] - 1]`, ascending. */
export interface Labels {
  readonly classes: readonly string[];
  readonly indptr: Uint32Array;
  readonly indices: Uint32Array;
  /** Whether some item has several. */
  readonly multi: boolean;
}

/** Values of `nodeSplit`. */
export const nodeSplits = { none: 0, train: 1, tune: 2, test: 3 } as const;

export interface Dataset {
  readonly manifest: DatasetManifest;
  readonly items: ItemTable;
  readonly contexts: ContextTable;
  readonly graph: BipartiteGraph;
  readonly features: Features;
  readonly pairs: Readonly<Record<Split, Pairs>>;
  /** null where the data have none. */
  readonly labels: Labels | null;
  /** Split of each item, one of `nodeSplits`; null where the data do not say. */
  readonly nodeSplit: Int8Array | null;
}
