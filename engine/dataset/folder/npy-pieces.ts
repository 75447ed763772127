/** The rows of a .npy file of float32, gzipped or not, by pieces: never more than one of them is in memory. */
import { PinwiseError } from '../../contract/rpc.ts';
import { checkLength, headerBytes } from '../npy.ts';
import { decodeNpyHeader } from '../npy-header.ts';
import type { NpyHeader } from '../npy-header.ts';
import { FileProblem } from '../problems.ts';
import { pieceRows } from '../row-stream.ts';
import { byteSource } from '../tables/byte-source.ts';
import type { ReadOptions } from '../tables/byte-source.ts';

export interface NpyFile {
  name: string;
  path: string;
  gzip: boolean;
  /** Its size as it lies. */
  bytes: number;
}

/** The header; the length is checked here where it shows without unpacking. @throws FileProblem `bad-npy`, `bad-gzip` */
export async function npyHeaderOf(file: NpyFile, { signal }: ReadOptions): Promise<NpyHeader> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of byteSource(file, { signal })) {
    pieces.push(piece);
    length += piece.length;
    if (length >= headerBytes) break;
  }
  return asProblem(file, () => {
    const header = decodeNpyHeader(Buffer.concat(pieces), file.name);
    if (!file.gzip) checkLength(header, file.bytes, file.name);
    return header;
  });
}

/**
 * @param header of shape (rows, dims), float32
 * @throws FileProblem `bad-npy` at the end where the file is shorter or longer than its shape, `bad-gzip`
 */
export async function* npyPieces(
  file: NpyFile,
  header: NpyHeader,
  options: ReadOptions,
): AsyncGenerator<Float32Array> {
  const [rows, dims] = header.shape;
  const whole = asProblem(file, () => new Float32Array(Math.min(rows, pieceRows(dims)) * dims));
  const bytes = new Uint8Array(whole.buffer);
  let filled = 0;
  let read = 0;
  for await (const piece of byteSource(file, options)) {
    let at = Math.min(piece.length, Math.max(0, header.start - read));
    read += piece.length;
    if (read > header.start + 4 * rows * dims) continue; // counted on, for the message
    while (at < piece.length) {
      const count = Math.min(bytes.length - filled, piece.length - at);
      bytes.set(piece.subarray(at, at + count), filled);
      at += count;
      filled += count;
      if (filled < bytes.length) break;
      yield whole;
      filled = 0;
    }
  }
  asProblem(file, () => checkLength(header, read, file.name));
  if (filled > 0) yield whole.subarray(0, filled / 4);
}

function asProblem<T>(file: NpyFile, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof PinwiseError && error.code === 'bad-npy') {
      throw new FileProblem('bad-npy', error.message.replace(`${file.name}: `, ''));
    }
    if (error instanceof RangeError)
      throw new FileProblem('bad-npy', `its rows do not fit into memory (${error.message})`);
    throw error;
  }
}
