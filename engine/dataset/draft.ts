/** A data set in memory, checked, before it is stored. Row = position of an item, as in `Dataset`. */
import type { Warning } from '../contract/datasets.ts';
import type { Labels, Pairs, Split } from './dataset.ts';
import type { RowStream } from './row-stream.ts';

export interface DatasetDraft {
  name: string;
  /** "demo", "demo-dense" or where it came from. */
  source: string;
  title: string;
  credit: string | null;
  items: {
    ids: string[];
    titles: string[];
    texts: (string | null)[];
    /** Columns that Pinwise does not know, by row. */
    extra?: Record<string, string>[];
  };
  contexts: { ids: string[]; titles: string[]; extra?: Record<string, string>[] };
  /** Each edge once, in any order. */
  edges: { item: Uint32Array; context: Uint32Array; weight: Float32Array | null };
  pairs: Record<Split, Pairs>;
  /** Pairs have no direction (`symmetric` of about.json, or made from contexts). */
  symmetric?: boolean;
  /** The edges are the two ends of the links of a plain graph. */
  plain?: boolean;
  labels?: Labels | null;
  /** By item, one of `nodeSplits`. */
  nodeSplit?: Int8Array | null;
  /** Bytes of the item's picture as they came (SVG, PNG, JPEG, WebP), null without one. */
  picture(row: number): Uint8Array | null;
  pictures: number;
  /** Bytes of all pictures together, for the check of the disk's free space. */
  pictureBytes?: number;
  /** The folder's features.npy, a row for each item. */
  givenFeatures: RowStream | null;
  warnings: Warning[];
  skipped: number;
  /** File and line that told of the item, for messages about its picture. */
  origin?(row: number): { file: string; row: number };
}
