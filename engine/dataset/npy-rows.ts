import { closeSync, openSync, readSync } from 'node:fs';
import { PinwiseError } from '../contract/rpc.ts';
import { readNpyShape } from './npy.ts';

/**
 * Some rows of a .npy file of shape (rows, width), float32 or int32, without reading the others.
 * @throws PinwiseError `bad-npy`
 */
export function readNpyRows<T extends Float32Array | Int32Array>(
  path: string,
  rows: readonly number[],
  type: new (length: number) => T,
): T[] {
  const { shape, type: stored, start } = readNpyShape(path);
  const wanted = (type as unknown) === Float32Array ? 'float32' : 'int32';
  if (shape.length !== 2 || stored !== wanted || rows.some((row) => row >= shape[0])) {
    throw new PinwiseError('bad-npy', `${path}: not ${wanted} with so many rows; export it again`);
  }
  const width = shape[1];
  const file = openSync(path, 'r');
  try {
    return rows.map((row) => {
      const values = new type(width);
      const bytes = new Uint8Array(values.buffer);
      readSync(file, bytes, 0, bytes.length, start + row * bytes.length);
      return values;
    });
  } finally {
    closeSync(file);
  }
}
