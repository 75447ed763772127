/** The neighbours of all items, read by ranges of items: from tables in memory, or from the files of a run. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { SparseRows } from '../backend/pool.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { readNpyShape } from '../dataset/npy.ts';
import type { Neighborhoods } from '../sampling/neighborhoods.ts';

export interface EdgeSource {
  readonly items: number;
  /** T, most neighbours of an item. */
  readonly width: number;
  /** Neighbours of items [from, to); indices are items, padding is left out. */
  read(from: number, to: number): SparseRows;
  close(): void;
}

/** Neighbours that lie in memory; those not drawn yet are drawn when they are read. */
export function memoryEdges(table: Omit<Neighborhoods, 'ensure'> & Partial<Neighborhoods>): EdgeSource {
  const { items, width, neighbors, weights } = table;
  return {
    items,
    width,
    read(from, to) {
      for (let item = from; item < to; item++) table.ensure?.(item);
      const [start, end] = [from * width, to * width];
      return unpadded(width, neighbors.subarray(start, end), weights.subarray(start, end));
    },
    close: () => {},
  };
}

/** No item has a neighbour. */
export const emptyEdges = (items: number): EdgeSource => ({
  ...{ items, width: 0 },
  read: (from, to) => ({
    indptr: new Uint32Array(to - from + 1),
    indices: new Uint32Array(0),
    weights: new Float32Array(0),
  }),
  close: () => {},
});

/** neighbors.npy, int32 (items, T), and weights.npy, float32 (items, T). @throws PinwiseError `run-damaged` */
export function npyEdges(neighborsPath: string, weightsPath: string): EdgeSource {
  const [neighbors, weights] = [neighborsPath, weightsPath].map((path) => ({
    path,
    ...readNpyShape(path),
    file: openSync(path, 'r'),
  }));
  const [items, width] = neighbors.shape;
  const close = (): void => [neighbors, weights].forEach(({ file }) => closeSync(file));
  if (
    neighbors.type !== 'int32' ||
    weights.type !== 'float32' ||
    neighbors.shape.length !== 2 ||
    neighbors.shape.join() !== weights.shape.join()
  ) {
    close();
    throw new PinwiseError(
      'run-damaged',
      `${neighborsPath} and ${weightsPath} are not int32 and float32 of one shape; train the run again`,
    );
  }
  const fill = <T extends Int32Array | Float32Array>(
    { file, start, path }: typeof neighbors,
    out: T,
    row: number,
  ): T => {
    const bytes = new Uint8Array(out.buffer);
    for (let at = 0; at < bytes.length;) {
      const read = readSync(file, bytes, at, bytes.length - at, start + 4 * row * width + at);
      if (read === 0) throw new PinwiseError('run-damaged', `${path} grew shorter while it was read`);
      at += read;
    }
    return out;
  };
  return {
    items,
    width,
    read(from, to) {
      const count = (to - from) * width;
      return unpadded(
        width,
        fill(neighbors, new Int32Array(count), from),
        fill(weights, new Float32Array(count), from),
      );
    },
    close,
  };
}

function unpadded(width: number, neighbors: Int32Array, weights: Float32Array): SparseRows {
  const rows = width > 0 ? neighbors.length / width : 0;
  const indptr = new Uint32Array(rows + 1);
  const indices = new Uint32Array(neighbors.length);
  const kept = new Float32Array(neighbors.length);
  let end = 0;
  for (let row = 0; row < rows; row++) {
    for (let t = row * width; t < (row + 1) * width && neighbors[t] >= 0; t++) {
      indices[end] = neighbors[t];
      kept[end++] = weights[t];
    }
    indptr[row + 1] = end;
  }
  return { indptr, indices: indices.subarray(0, end), weights: kept.subarray(0, end) };
}
