import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { BackendReport as schema } from '../contract/engine.ts';
import type { JobStarter } from '../host/host.ts';
import { connectJob, dismissJob } from '../jobs/connect-job.ts';
import type { AnswerContext, Answers } from './context.ts';

type BackendReport = z.infer<typeof schema>;

/** Answering needs no tensor backend, so a process of its own finds out, once, which one trainings get. */
export function backendAnswers({ starter }: AnswerContext): Answers<'backend.report'> {
  let found: Promise<BackendReport> | undefined;
  return {
    'backend.report': () =>
      (found ??= tryBackend(starter).catch((error: unknown) => {
        found = undefined;
        throw error;
      })),
  };
}

async function tryBackend(starter: JobStarter): Promise<BackendReport> {
  const process = await starter.start(`backend-${randomUUID()}`);
  try {
    return await connectJob(process).call('job.backend', {});
  } finally {
    dismissJob(process);
  }
}
