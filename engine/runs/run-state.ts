/** The state of a run that has no result yet, from its files and its lease, at the moment of asking. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RunState } from '../contract/runs.ts';
import { isLeased, STALE_AFTER } from './lease.ts';
import { Failure, readChecked } from './run-files.ts';
import type { RunRecord } from './run-files.ts';

/**
 * @param record of the run in `folder`
 * @param now milliseconds; a run made in the last 15 s whose training has not begun counts as running
 */
export function unfinishedState(folder: string, record: RunRecord, now: number): RunState {
  if (isLeased(folder)) return 'running';
  if (existsSync(join(folder, 'cancelled.json'))) return 'cancelled';
  if (readChecked(folder, 'error.json', Failure)) return 'failed';
  const age = now - Date.parse(record.createdAt);
  const untouched = !existsSync(join(folder, 'backend.json'));
  return untouched && age >= 0 && age < STALE_AFTER ? 'running' : 'interrupted';
}
