import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { PinwiseError } from '../../contract/rpc.ts';
import { FileProblem } from '../problems.ts';

export interface ReadOptions {
  signal?: AbortSignal;
  /** Bytes of the file read so far, compressed where it is. */
  onBytes?(done: number): void;
}

const pieceBytes = 1 << 18;

/**
 * The bytes of a file, unpacked where it is gzipped, in pieces.
 * @throws FileProblem `bad-gzip`, `unreadable`; PinwiseError `cancelled`
 */
export async function* byteSource(
  { path, gzip }: { path: string; gzip: boolean },
  { signal, onBytes }: ReadOptions,
): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: pieceBytes });
  const stream = gzip ? createGunzip({ chunkSize: pieceBytes }) : file;
  if (stream !== file) {
    file.on('error', (error) => stream.destroy(error));
    file.pipe(stream as NodeJS.WritableStream);
  }
  try {
    for await (const piece of stream) {
      stopIfCancelled(signal);
      onBytes?.(file.bytesRead);
      yield piece as Uint8Array;
    }
  } catch (error) {
    throw readProblem(error);
  } finally {
    file.destroy();
    stream.destroy();
  }
}

/** The whole of a file in memory. */
export async function allBytes(
  file: { path: string; gzip: boolean },
  options: ReadOptions,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of byteSource(file, options)) pieces.push(piece);
  return Buffer.concat(pieces);
}

export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new PinwiseError('cancelled', 'the import was cancelled');
}

/** Errors of unpacking and of reading as problems of the file; ours as they came. */
function readProblem(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = error instanceof Error ? error.message : '';
  if (code.startsWith('Z_') || code === 'ERR_TRAILING_JUNK_AFTER_STREAM_END') {
    return new FileProblem('bad-gzip', `it does not unpack (${why}); gzip it again from the original`);
  }
  if (/^E[A-Z]+$/.test(code)) return new FileProblem('unreadable', `it cannot be read (${code})`);
  return error;
}
