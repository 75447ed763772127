import type { Edges } from '../../dataset/folder/merge-edges.ts';

/** An item that no training has seen, as somebody brings it. */
export interface NewItem {
  id: string;
  title: string;
  text: string | null;
  /** Bytes as they came; asked for once. */
  picture(): Uint8Array | null;
  given: Float32Array | null;
  /** Where it stands, for messages: "items.csv row 3". */
  where: string;
}

export interface NewItems {
  items: readonly NewItem[];
  /** Ends: rows of the data set's items, new items after them; positions in `contexts`. */
  edges: Edges;
  /** Ids of the contexts, of the data set or new; null is always new. */
  contexts: readonly (string | null)[];
}
