/**
 * Matrices that are read and written by ranges of rows: in memory, or as files of float32 that never are there whole.
 * Reading is synchronous; who reads for long gives others their turn between two batches.
 */
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { PinwiseError } from '../contract/rpc.ts';
import { readNpyShape } from './npy.ts';
import { encodeNpyHeader } from './npy-header.ts';
import { asDiskFull } from './write-file.ts';

export interface RowSource {
  readonly rows: number;
  readonly dims: number;
  /** All of it, row-major, where it lies in memory. */
  readonly whole: Float32Array | null;
  /** Rows [from, to), to be read only, until the next call. */
  read(from: number, to: number): Float32Array;
  /** Rows by ascending position, likewise. */
  gather(positions: Uint32Array): Float32Array;
  close(): void;
}

export interface RowStore extends RowSource {
  /** Rows from `from` on. @throws PinwiseError `disk-full` */
  write(from: number, data: Float32Array): void;
}

/** @param data float32 (rows, dims), row-major */
export function memoryRows(
  rows: number,
  dims: number,
  data: Float32Array = new Float32Array(rows * dims),
): RowStore {
  return {
    rows,
    dims,
    whole: data,
    read: (from, to) => data.subarray(from * dims, to * dims),
    gather(positions) {
      const out = new Float32Array(positions.length * dims);
      positions.forEach((row, i) => out.set(data.subarray(row * dims, (row + 1) * dims), i * dims));
      return out;
    },
    write: (from, more) => data.set(more, from * dims),
    close: () => {},
  };
}

/** Rows that lie closer together than this are read at once, with what is between them. */
const GAP_BYTES = 1 << 16;
/** Most that is read at once for `gather`. */
const SPAN_BYTES = 1 << 20;

/** A new file of float32 (rows, dims), or one to go on reading with `flags` "r". */
export function fileRows(path: string, rows: number, dims: number, flags: 'w+' | 'r' = 'w+'): RowStore {
  return rowsOfFile(path, openSync(path, flags), 0, rows, dims);
}

/** The rows of a .npy file of float32 (rows, dims). @throws PinwiseError `bad-npy` */
export function npyRows(path: string): RowSource {
  const { start, shape, type } = readNpyShape(path);
  if (type !== 'float32' || shape.length !== 2) {
    throw new PinwiseError('bad-npy', `${path} is not float32 of shape (rows, dims)`);
  }
  return rowsOfFile(path, openSync(path, 'r'), start, shape[0], shape[1]);
}

/** A new .npy file of float32 (rows, dims), to be filled by ranges. */
export function newNpyRows(path: string, rows: number, dims: number): RowStore {
  const file = openSync(path, 'w+');
  const header = encodeNpyHeader([rows, dims], '<f4');
  writeSync(file, header, 0, header.length, 0);
  return rowsOfFile(path, file, header.length, rows, dims);
}

function rowsOfFile(path: string, file: number, start: number, rows: number, dims: number): RowStore {
  const width = 4 * dims;
  const fill = (bytes: Uint8Array, row: number): void => {
    for (let at = 0; at < bytes.length;) {
      const read = readSync(file, bytes, at, bytes.length - at, start + row * width + at);
      if (read === 0) {
        throw new PinwiseError('run-damaged', `${path} ends early, at ${fstatSync(file).size} bytes`);
      }
      at += read;
    }
  };
  // The same memory every time: what is allocated anew stays until the collector sees it, many batches later.
  const span = new Uint8Array(Math.max(SPAN_BYTES, width));
  const [reading, gathering] = [reusable(), reusable()];
  return {
    rows,
    dims,
    whole: null,
    read(from, to) {
      const out = reading((to - from) * dims);
      fill(new Uint8Array(out.buffer, 0, out.byteLength), from);
      return out;
    },
    gather(positions) {
      const out = gathering(positions.length * dims);
      const bytes = new Uint8Array(out.buffer, 0, out.byteLength);
      for (let i = 0; i < positions.length;) {
        const first = positions[i];
        let end = i + 1;
        while (end < positions.length && joins(positions[end - 1], positions[end], first)) end++;
        const piece = span.subarray(0, (positions[end - 1] - first + 1) * width);
        fill(piece, first);
        for (; i < end; i++) {
          const from = (positions[i] - first) * width;
          bytes.set(piece.subarray(from, from + width), i * width);
        }
      }
      return out;
    },
    write(from, data) {
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      try {
        for (let at = 0; at < bytes.length;) {
          at += writeSync(file, bytes, at, bytes.length - at, start + from * width + at);
        }
      } catch (error) {
        throw asDiskFull(error, path);
      }
    },
    close: () => closeSync(file),
  };

  function joins(before: number, next: number, first: number): boolean {
    return (next - before) * width <= GAP_BYTES && (next - first + 1) * width <= SPAN_BYTES;
  }
}

/** Gives the same memory again and again, more where more is asked for. */
function reusable(): (length: number) => Float32Array {
  let memory = new Float32Array(0);
  return (length) => {
    if (memory.length < length) memory = new Float32Array(length);
    return memory.subarray(0, length);
  };
}
