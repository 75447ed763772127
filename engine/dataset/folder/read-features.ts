import type { Problems } from '../problems.ts';
import { FileProblem } from '../problems.ts';
import { npyTypeName } from '../npy.ts';
import type { NpyHeader } from '../npy-header.ts';
import type { RowStream } from '../row-stream.ts';
import type { ReadOptions } from '../tables/byte-source.ts';
import { quoted } from '../tables/columns.ts';
import { findFile } from '../tables/find-table.ts';
import { npyHeaderOf, npyPieces } from './npy-pieces.ts';
import type { NpyFile } from './npy-pieces.ts';
import type { NamedRows } from './read-items.ts';

export interface GivenFeatures {
  dims: number;
  /** Items whose row holds a NaN or an infinite value. */
  faulty: Set<number>;
  /** The rows of some items, by their place in the file, ascending; read from the file each time. */
  rowsOf(ordinals: readonly number[]): RowStream;
}

/** The one of features.npy and features.npy.gz that is there. @throws FileProblem `two-files` */
export function findFeatures(folder: string): NpyFile | null {
  const plain = findFile(folder, 'features.npy');
  const packed = findFile(folder, 'features.npy.gz');
  if (plain && packed) {
    throw new FileProblem('two-files', 'there is features.npy and features.npy.gz; keep one of them');
  }
  if (plain) return { ...plain, gzip: false };
  return packed && { ...packed, gzip: true };
}

/**
 * Checks the array, whose rows are the rows of the items file in its order, those that were left out included. It is
 * gone through once and not kept.
 * @throws FileProblem `bad-npy`, `bad-gzip`, `bad-features`, `empty-file`
 */
export async function readFeatures(
  file: NpyFile,
  items: NamedRows,
  problems: Problems,
  options: ReadOptions,
): Promise<GivenFeatures> {
  if (file.bytes === 0) throw new FileProblem('empty-file', 'the file is empty');
  const header = await npyHeaderOf(file, options);
  const dims = dimsOf(header, items);
  const wrong = new Map<number, string>();
  let item = 0;
  for await (const piece of keptPieces(file, header, items.ordinals, options)) {
    for (let from = 0; from < piece.length; from += dims, item++) {
      const column = piece.subarray(from, from + dims).findIndex((value) => !Number.isFinite(value));
      if (column >= 0) wrong.set(item, `${piece[from + column]} in column ${column + 1}`);
    }
  }
  for (const [row, what] of wrong) {
    problems.reject(
      file.name,
      items.ordinals[row] + 1,
      'bad-feature',
      `the features of item ${quoted(items.ids[row])} hold ${what}; make them finite`,
    );
  }
  return {
    dims,
    faulty: new Set(wrong.keys()),
    rowsOf: (ordinals) => ({
      rows: ordinals.length,
      dims,
      async *pieces() {
        try {
          yield* keptPieces(file, header, ordinals, { signal: options.signal });
        } catch (error) {
          // It was whole when it was checked.
          throw error instanceof FileProblem ? problems.fatal(file.name, error) : error;
        }
      },
    }),
  };
}

function dimsOf({ type, shape }: NpyHeader, items: NamedRows): number {
  const expected = `float32 of shape (${items.inFile}, F), a row for each item in the order of the items`;
  if (type !== '<f4') {
    const name = npyTypeName(type);
    throw new FileProblem(
      'bad-features',
      name === undefined
        ? `its type is ${type}; it has to be ${expected}`
        : `its type is ${name}; save it with .astype("float32") (${expected})`,
    );
  }
  const [rows, dims] = shape;
  if (shape.length !== 2 || rows !== items.inFile || dims === 0) {
    throw new FileProblem('bad-features', `its shape is (${shape.join(', ')}); it has to be ${expected}`);
  }
  return dims;
}

/** The pieces of a file without the rows that are not among `ordinals`. */
async function* keptPieces(
  file: NpyFile,
  header: NpyHeader,
  ordinals: readonly number[],
  options: ReadOptions,
): AsyncGenerator<Float32Array> {
  const dims = header.shape[1];
  let first = 0;
  let next = 0;
  for await (const piece of npyPieces(file, header, options)) {
    const rows = piece.length / dims;
    let kept = 0;
    for (; next < ordinals.length && ordinals[next] < first + rows; next++, kept++) {
      const from = ordinals[next] - first;
      if (from !== kept) piece.copyWithin(kept * dims, from * dims, (from + 1) * dims);
    }
    first += rows;
    if (kept > 0) yield piece.subarray(0, kept * dims);
  }
}
