import type { BrowserWindow } from 'electron';
import type { Job } from '../engine/contract/jobs.ts';
import type { Control } from './processes/engine-process.ts';
import { overallProgress } from './job-progress.ts';

/** Shows on the task bar how far long work is. */
export function followJobs(control: Control, window: () => BrowserWindow | null): void {
  const jobs = new Map<string, Job>();
  const show = (): void => {
    const progress = overallProgress(jobs.values());
    if (progress === 'none') window()?.setProgressBar(-1);
    else if (progress === 'unknown') window()?.setProgressBar(2, { mode: 'indeterminate' });
    else window()?.setProgressBar(progress);
  };
  control.on('job.changed', (job) => {
    jobs.set(job.id, job);
    show();
  });
  show();
}
