/**
 * Exit codes: 0 done, 1 failed, 2 bad usage or bad input, 130 cancelled (128 + SIGINT).
 *
 * An error with a code of ours is about what was asked for, unless its code is listed here as a failure of this
 * machine or installation.
 */
import { CommanderError } from 'commander';
import { RecordsError } from '../../evaluations/records/records-error.ts';
import { PinwiseError } from '../contract/rpc.ts';

export const exitCodes = { done: 0, failed: 1, badInput: 2, cancelled: 130 } as const;

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
  'disk-full',
  'diverged',
  'internal',
  'job-gone',
  'lease-lost',
  'low-recall',
  'no-usearch',
  'replay-differs',
  'run-damaged',
  'store-busy',
  'store-damaged',
  'store-foreign',
  'store-full',
  'store-newer',
  'store-unreadable',
  'store-unsafe',
]);

export function exitCodeOf(error: unknown): number {
  if (isCancellation(error)) return exitCodes.cancelled;
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.badInput;
  const ours = error instanceof PinwiseError || error instanceof RecordsError;
  return ours && !failures.has(error.code) ? exitCodes.badInput : exitCodes.failed;
}

export function isCancellation(error: unknown): boolean {
  if (error instanceof PinwiseError) return error.code === 'cancelled';
  return error instanceof Error && error.name === 'AbortError';
}
