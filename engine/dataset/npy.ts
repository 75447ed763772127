/**
 * NumPy's .npy files of float32, float64, int32, uint32 and uint8, C order, in the byte order of this machine (all
 * that Pinwise runs on are little endian).
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { PinwiseError } from '../contract/rpc.ts';
import { decodeNpyHeader, encodeNpyHeader } from './npy-header.ts';
import type { NpyHeader } from './npy-header.ts';
import type { RowStream } from './row-stream.ts';
import { writeChunksWhole, writeStreamWhole } from './write-file.ts';

export interface NpyArray {
  shape: number[];
  /** Row-major. */
  data: Float32Array | Int32Array | Uint32Array | Float64Array | Uint8Array;
}

const types = {
  '<f4': Float32Array,
  '<i4': Int32Array,
  '<u4': Uint32Array,
  '<f8': Float64Array,
  '|u1': Uint8Array,
} as const;
const names: Record<string, string> = {
  '<f4': 'float32',
  '<i4': 'int32',
  '<u4': 'uint32',
  '<f8': 'float64',
  '|u1': 'uint8',
};
/** More than any header; a file is read in two steps, header and values. */
export const headerBytes = 1 << 16;
const slice = 1 << 28;

/** @throws PinwiseError `bad-npy` for another type, order or a wrong length; Node's own error when it cannot be read */
export function readNpy(path: string): NpyArray {
  const name = basename(path);
  const file = openSync(path, 'r');
  try {
    const size = fstatSync(file).size;
    const head = new Uint8Array(Math.min(size, headerBytes));
    readInto(file, head, 0);
    const header = decodeNpyHeader(head, name);
    const data = allocate(header, size, name);
    readInto(file, new Uint8Array(data.buffer), header.start);
    return { shape: header.shape, data };
  } finally {
    closeSync(file);
  }
}

/**
 * Shape and type of a .npy file whose length is right, without its values; `start` is the byte where these begin.
 * @throws PinwiseError `bad-npy`
 */
export function readNpyShape(path: string): { shape: number[]; type: string; start: number } {
  const file = openSync(path, 'r');
  try {
    const size = fstatSync(file).size;
    const head = new Uint8Array(Math.min(size, headerBytes));
    readInto(file, head, 0);
    const header = decodeNpyHeader(head, basename(path));
    checkLength(header, size, basename(path));
    return { shape: header.shape, type: names[header.type], start: header.start };
  } finally {
    closeSync(file);
  }
}

/** Writes to a temporary name, syncs and renames. @throws RangeError when the data do not fill the shape */
export function writeNpy(path: string, shape: readonly number[], data: NpyArray['data']): void {
  writeChunksWhole(path, chunks(shape, data));
}

/** float32 (rows, dims), by its pieces. */
export function writeNpyStream(path: string, { rows, dims, pieces }: RowStream): Promise<void> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield encodeNpyHeader([rows, dims], '<f4');
    let left = rows * dims;
    for await (const piece of pieces()) {
      left -= piece.length;
      yield new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
    }
    if (left !== 0) throw new RangeError(`${rows * dims - left} values for the shape [${rows}, ${dims}]`);
  }
  return writeStreamWhole(path, chunks());
}

export function encodeNpy(shape: readonly number[], data: NpyArray['data']): Uint8Array {
  return Buffer.concat(chunks(shape, data));
}

/** @param name of the file, for the message. @throws PinwiseError `bad-npy` */
export function decodeNpy(bytes: Uint8Array, name: string): NpyArray {
  const header = decodeNpyHeader(bytes, name);
  const data = allocate(header, bytes.length, name);
  new Uint8Array(data.buffer).set(bytes.subarray(header.start));
  return { shape: header.shape, data };
}

function chunks(shape: readonly number[], data: NpyArray['data']): Uint8Array[] {
  if (elements(shape) !== data.length) {
    throw new RangeError(`${data.length} values for the shape [${shape.join(', ')}]`);
  }
  const type = Object.entries(types).find(([, constructor]) => data instanceof constructor)![0];
  return [encodeNpyHeader(shape, type), new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
}

function allocate(header: NpyHeader, size: number, name: string): NpyArray['data'] {
  return new (checkLength(header, size, name))(elements(header.shape));
}

/** The type of the values, where the file is as long as its shape says. @throws PinwiseError `bad-npy` */
export function checkLength(
  { type, shape, start }: NpyHeader,
  size: number,
  name: string,
): (typeof types)[keyof typeof types] {
  const wrong = (why: string): PinwiseError => new PinwiseError('bad-npy', `${name}: ${why}`);
  if (!Object.hasOwn(types, type)) {
    throw wrong(`its type is ${type}; save it as one of ${Object.values(names).join(', ')}`);
  }
  const constructor = types[type as keyof typeof types];
  const want = elements(shape) * constructor.BYTES_PER_ELEMENT;
  if (size - start !== want) {
    const what = size - start < want ? 'truncated' : 'longer than its shape';
    throw wrong(`${what}: the shape (${shape.join(', ')}) needs ${want} bytes, the file has ${size - start}`);
  }
  return constructor;
}

function readInto(file: number, bytes: Uint8Array, position: number): void {
  for (let at = 0; at < bytes.length;) {
    const read = readSync(file, bytes, at, Math.min(slice, bytes.length - at), position + at);
    if (read === 0) throw new PinwiseError('bad-npy', 'a .npy file grew shorter while it was read');
    at += read;
  }
}

/** "float32" for "<f4"; undefined for a type that is not read. */
export const npyTypeName = (type: string): string | undefined =>
  Object.hasOwn(names, type) ? names[type] : undefined;

const elements = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
