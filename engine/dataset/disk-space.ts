import { statfsSync } from 'node:fs';
import { PinwiseError } from '../contract/rpc.ts';

/** Free space that is left alone, so that runs and studies can still be written. */
const spare = 64 * 2 ** 20;

/**
 * Makes sure that `bytes` can be written under `folder`.
 * @param free bytes that are free there; asked of the system by default
 * @param what what is to be written, for the message
 * @throws PinwiseError `disk-full` that names how much is needed and how much is free
 */
export function needSpace(
  folder: string,
  bytes: number,
  free: number | null = freeBytes(folder),
  what = 'the data set',
): void {
  if (free === null || bytes + spare <= free) return;
  throw new PinwiseError(
    'disk-full',
    `${what} needs ${megabytes(bytes + spare)} of disk in ${folder}, and ${megabytes(free)} are free; ` +
      'free some space or set PINWISE_HOME to another disk',
  );
}

/** null where the system does not tell. */
function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MiB`;
