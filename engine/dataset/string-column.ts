/**
 * A column of strings on disk: all of them end to end in one UTF-8 file, and the byte offset of each in a .npy file.
 *
 *   <name>.txt            UTF-8
 *   <name>.offsets.npy    uint32 (rows + 1), float64 where the text is larger than 4 GiB
 */
import { readFileSync } from 'node:fs';
import { PinwiseError } from '../contract/rpc.ts';
import { readNpy, writeNpy } from './npy.ts';
import { writeChunksWhole } from './write-file.ts';

export interface StringColumn {
  readonly count: number;
  at(row: number): string;
}

export function writeStringColumn(path: string, strings: readonly (string | null)[]): void {
  const offsets = new Float64Array(strings.length + 1);
  strings.forEach((text, row) => (offsets[row + 1] = offsets[row] + Buffer.byteLength(text ?? '')));
  writeChunksWhole(`${path}.txt`, joined(strings));
  const small = offsets[strings.length] < 2 ** 32;
  writeNpy(`${path}.offsets.npy`, [offsets.length], small ? Uint32Array.from(offsets) : offsets);
}

/** @throws PinwiseError `dataset-damaged` when offsets and text do not fit each other or `count` */
export function readStringColumn(path: string, count: number): StringColumn {
  const bytes = readFileSync(`${path}.txt`);
  const { data: offsets } = readNpy(`${path}.offsets.npy`);
  if (offsets.length !== count + 1 || offsets[count] !== bytes.length) {
    throw new PinwiseError('dataset-damaged', `${path}.txt does not fit its offsets`);
  }
  return { count, at: (row) => bytes.toString('utf8', offsets[row], offsets[row + 1]) };
}

/** Bytes that the column takes on disk. */
export function stringColumnBytes(strings: readonly (string | null)[]): number {
  return strings.reduce((sum, text) => sum + 4 + Buffer.byteLength(text ?? ''), 4);
}

/** In pieces of about 1 MiB. */
function* joined(strings: readonly (string | null)[]): Generator<Uint8Array> {
  let piece = '';
  for (const text of strings) {
    piece += text ?? '';
    if (piece.length > 1 << 20) {
      yield Buffer.from(piece);
      piece = '';
    }
  }
  yield Buffer.from(piece);
}
