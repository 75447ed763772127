import { readFileSync, writeFileSync } from 'node:fs';
import { PinwiseError } from '../contract/rpc.ts';
import { isSystemError } from './system-error.ts';

/** @throws PinwiseError `bad-file` naming the file */
export function readGiven(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new PinwiseError('bad-file', `${file} cannot be read (${cause.code})`, { cause });
  }
}

/** @throws PinwiseError `cannot-write` naming the file */
export function writeGiven(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new PinwiseError('cannot-write', `${file} cannot be written (${cause.code})`, { cause });
  }
}
