/** What makes two data sets the same: sha256 over named parts, each with its length, in a fixed order. */
import { createHash } from 'node:crypto';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import type { Labels, Pairs, Split } from './dataset.ts';
import { splits } from './dataset-files.ts';
import type { RowSource } from './row-store.ts';
import { pieceRows } from './row-stream.ts';

type Part = [name: string, data: readonly string[] | ArrayBufferView | RowSource | null];

/** Labels and their split; data without them have the fingerprints that they always had. */
export interface NodeLabels {
  labels?: Labels | null;
  nodeSplit?: Int8Array | null;
}

/** Over all that training reads: ids, graph, features, pairs, labels. Hexadecimal. */
export function dataFingerprint(
  ids: readonly string[],
  graph: BipartiteGraph,
  features: RowSource,
  pairs: Readonly<Record<Split, Pairs>>,
  labels: NodeLabels = {},
): string {
  return digest([
    ['item ids', ids],
    ['item indptr', graph.itemIndptr],
    ['item indices', graph.itemIndices],
    ['item weights', graph.itemWeights],
    ['contexts', Uint32Array.of(graph.contexts)],
    ['features', features],
    ['feature dims', Uint32Array.of(features.dims)],
    ...pairParts(pairs),
    ...labelParts(labels),
  ]);
}

/** Over what an evaluation compares on: pairs, the items that are candidates, labels. Hexadecimal. */
export function splitFingerprint(
  ids: readonly string[],
  pairs: Readonly<Record<Split, Pairs>>,
  labels: NodeLabels = {},
): string {
  return digest([['item ids', ids], ...pairParts(pairs), ...labelParts(labels)]);
}

function pairParts(pairs: Readonly<Record<Split, Pairs>>): Part[] {
  return splits.flatMap((split): Part[] => [
    [`${split} queries`, pairs[split].query],
    [`${split} items`, pairs[split].item],
  ]);
}

function labelParts({ labels, nodeSplit }: NodeLabels): Part[] {
  const parts: Part[] = [];
  if (labels) {
    parts.push(['classes', labels.classes]);
    parts.push(['label indptr', labels.indptr], ['label indices', labels.indices]);
  }
  if (nodeSplit) parts.push(['node split', nodeSplit]);
  return parts;
}

function digest(parts: Part[]): string {
  const hash = createHash('sha256');
  const text = (value: string): void => {
    hash.update(`${Buffer.byteLength(value)}:`).update(value);
  };
  for (const [name, data] of parts) {
    text(name);
    if (data === null) text('none');
    else if (ArrayBuffer.isView(data)) {
      text(String(data.byteLength));
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      for (let at = 0; at < bytes.length; at += 1 << 28) hash.update(bytes.subarray(at, at + (1 << 28)));
    } else if ('read' in data) {
      text(String(4 * data.rows * data.dims));
      for (let row = 0, step = pieceRows(data.dims); row < data.rows; row += step) {
        hash.update(data.read(row, Math.min(row + step, data.rows)));
      }
    } else {
      text(String(data.length));
      data.forEach(text);
    }
  }
  return hash.digest('hex');
}
