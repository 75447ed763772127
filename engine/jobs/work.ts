import type { ImportRequest } from '../contract/job-process.ts';
import type { Job } from '../contract/jobs.ts';
import type { EpochRecord, Preview, StepRecord } from '../contract/runs.ts';

/** What a job is to do, and as what people see it. */
export type Work = { label: string; subject: string } & (
  | { kind: 'import'; request: ImportRequest }
  | {
      kind: 'train';
      /** Called when it was cancelled before it began. */
      discard?(): void;
    }
);

/** What the job table tells. */
export interface JobObserver {
  changed(job: Job): void;
  step(run: string, step: StepRecord): void;
  epoch(run: string, epoch: EpochRecord, preview: Preview | null): void;
}
