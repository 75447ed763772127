/**
 * Exit codes: 0 done, 1 failed, 2 bad usage or bad input, 5 the disk is full, 6 the store of studies is damaged, 7 it was
 * written by a newer Pinwise, 130 cancelled (128 + SIGINT).
 *
 * An error with a code of ours is about what was asked for, unless its code is listed here as a failure of this
 * machine or installation.
 */
import { CommanderError } from 'commander';
import { RecordsError } from '../../evaluations/records/records-error.ts';
import { PinwiseError } from '../contract/rpc.ts';

export const exitCodes = {
  done: 0,
  failed: 1,
  badInput: 2,
  full: 5,
  damaged: 6,
  newer: 7,
  cancelled: 130,
} as const;

/** States of the disk and the store that have a cure of their own. */
const states = new Map<string, number>([
  ['disk-full', exitCodes.full],
  ['store-full', exitCodes.full],
  ['store-damaged', exitCodes.damaged],
  ['store-newer', exitCodes.newer],
]);

const failures = new Set([
  'ablation-failed',
  'asset-missing',
  'backend-failed',
  'bad-asset',
  'bad-npy',
  'bad-safetensors',
  'bad-scores',
  'cannot-write',
  'dataset-damaged',
  'dataset-newer',
  'demo-failed',
  'diverged',
  'internal',
  'job-gone',
  'lease-lost',
  'low-recall',
  'memory-short',
  'no-usearch',
  'replay-differs',
  'run-damaged',
  'store-busy',
  'store-foreign',
  'store-unreadable',
  'store-unwritable',
  'store-unsafe',
]);

export function exitCodeOf(error: unknown): number {
  if (isCancellation(error)) return exitCodes.cancelled;
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.badInput;
  const ours = error instanceof PinwiseError || error instanceof RecordsError;
  const state = isOutOfSpace(error) ? exitCodes.full : ours ? states.get(error.code) : undefined;
  if (state !== undefined) return state;
  return ours && !failures.has(error.code) ? exitCodes.badInput : exitCodes.failed;
}

function isOutOfSpace(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'ENOSPC' || code === 'EDQUOT';
}

export function isCancellation(error: unknown): boolean {
  if (error instanceof PinwiseError) return error.code === 'cancelled';
  return error instanceof Error && error.name === 'AbortError';
}
