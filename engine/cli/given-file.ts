import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { writeWhole } from '../../evaluations/records/write-whole.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { asDiskFull } from '../dataset/write-file.ts';
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

/**
 * The file that was there before, or the new one, whole; a device or a pipe, such as /dev/stdout, is written to.
 * @throws PinwiseError `disk-full`, `cannot-write`, naming the file
 */
export function writeGiven(file: string, content: string | Uint8Array): void {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found && !found.isFile()) writeFileSync(file, content);
    else writeWhole(file, content);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    const full = asDiskFull(cause, file);
    if (full !== cause) throw full;
    throw new PinwiseError('cannot-write', `${file} cannot be written (${cause.code})`, { cause });
  }
}
