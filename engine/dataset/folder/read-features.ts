import { PinwiseError } from '../../contract/rpc.ts';
import { decodeNpy, readNpy } from '../npy.ts';
import type { NpyArray } from '../npy.ts';
import type { Problems } from '../problems.ts';
import { FileProblem } from '../problems.ts';
import { allBytes, stopIfCancelled } from '../tables/byte-source.ts';
import type { ReadOptions } from '../tables/byte-source.ts';
import { quoted } from '../tables/columns.ts';
import { findFile } from '../tables/find-table.ts';
import type { NamedRows } from './read-items.ts';

export interface GivenFeatures {
  /** float32 (items, dims), row-major. */
  data: Float32Array;
  dims: number;
  /** Items whose row holds a NaN or an infinite value. */
  faulty: Set<number>;
}

/** The one of features.npy and features.npy.gz that is there. @throws FileProblem `two-files` */
export function findFeatures(
  folder: string,
): { name: string; path: string; gzip: boolean; bytes: number } | null {
  const plain = findFile(folder, 'features.npy');
  const packed = findFile(folder, 'features.npy.gz');
  if (plain && packed) {
    throw new FileProblem('two-files', 'there is features.npy and features.npy.gz; keep one of them');
  }
  if (plain) return { ...plain, gzip: false };
  return packed && { ...packed, gzip: true };
}

/**
 * Rows of the array are the rows of the items file in its order, those that were left out included.
 * @throws FileProblem `bad-npy`, `bad-gzip`, `bad-features`, `empty-file`
 */
export async function readFeatures(
  file: { name: string; path: string; gzip: boolean; bytes: number },
  items: NamedRows,
  problems: Problems,
  options: ReadOptions,
): Promise<GivenFeatures> {
  if (file.bytes === 0) throw new FileProblem('empty-file', 'the file is empty');
  const { data, shape } = await load(file, options);
  const expected = `float32 of shape (${items.inFile}, F), a row for each item in the order of the items`;
  if (!(data instanceof Float32Array)) {
    const type = data.constructor.name.replace('Array', '').toLowerCase();
    throw new FileProblem(
      'bad-features',
      `its type is ${type}; save it with .astype("float32") (${expected})`,
    );
  }
  const [rows, dims] = shape;
  if (shape.length !== 2 || rows !== items.inFile || dims === 0) {
    throw new FileProblem('bad-features', `its shape is (${shape.join(', ')}); it has to be ${expected}`);
  }
  const faulty = new Set<number>();
  const kept = new Float32Array(items.ids.length * dims);
  for (let item = 0; item < items.ids.length; item++) {
    if (item % 4096 === 0) {
      stopIfCancelled(options.signal);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const row = data.subarray(items.ordinals[item] * dims, (items.ordinals[item] + 1) * dims);
    kept.set(row, item * dims);
    const column = row.findIndex((value) => !Number.isFinite(value));
    if (column < 0) continue;
    faulty.add(item);
    problems.reject(
      file.name,
      items.ordinals[item] + 1,
      'bad-feature',
      `the features of item ${quoted(items.ids[item])} hold ${row[column]} in column ${column + 1}; make them finite`,
    );
  }
  return { data: kept, dims, faulty };
}

async function load(
  file: { name: string; path: string; gzip: boolean },
  options: ReadOptions,
): Promise<NpyArray> {
  try {
    return file.gzip ? decodeNpy(await allBytes(file, options), file.name) : readNpy(file.path);
  } catch (error) {
    if (error instanceof PinwiseError && error.code === 'bad-npy') {
      throw new FileProblem('bad-npy', error.message.replace(`${file.name}: `, ''));
    }
    if (error instanceof RangeError)
      throw new FileProblem('bad-npy', `it does not fit into memory (${error.message})`);
    throw error;
  }
}
