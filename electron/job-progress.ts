import type { Job } from '../engine/contract/jobs.ts';

/** What the task bar shows: a share from 0 to 1, `unknown` while nothing can be counted, `none` without work. */
export type TaskBarProgress = number | 'unknown' | 'none';

/** All running jobs as one bar: the mean of their shares. */
export function overallProgress(jobs: Iterable<Job>): TaskBarProgress {
  const running = [...jobs].filter(({ state }) => state === 'running' || state === 'queued');
  if (running.length === 0) return 'none';
  const counted = running.filter(({ total }) => total > 0);
  if (counted.length === 0) return 'unknown';
  const shares = counted.map(({ done, total }) => Math.min(1, Math.max(0, done / total)));
  return shares.reduce((sum, share) => sum + share, 0) / running.length;
}
