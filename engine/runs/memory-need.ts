import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { PinwiseError } from '../contract/rpc.ts';

/**
 * Makes sure that what a training holds all the time, features and edges, fits into memory. What a step takes besides is
 * only estimated, so it refuses nothing.
 * @param free bytes that are free; asked of the system by default
 * @throws PinwiseError `memory-short` that names how much is needed and how much is free
 */
export function needMemory(run: string, bytes: number, free = freeMemory()): void {
  if (bytes <= free) return;
  throw new PinwiseError(
    'memory-short',
    `run ${run} holds its features and edges in memory, ${megabytes(bytes)}, and ${megabytes(free)} are free; ` +
      'close other programs, use a larger machine, or import the data with fewer numbers an item',
  );
}

/** On systems that keep most memory in use and give it back when asked, all there is. */
function freeMemory(): number {
  const limit = process.constrainedMemory() || Infinity;
  if (process.platform !== 'linux') return Math.min(totalmem(), limit);
  // Node's own figure leaves out, in some versions, what the system's file cache would give back.
  const told = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'));
  return Math.min(told ? 1024 * Number(told[1]) : totalmem(), limit);
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MiB`;
