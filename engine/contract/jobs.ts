/** Long work: imports and trainings. Each runs in a process of its own; the engine goes on answering people. */
import * as z from 'zod';

export const JobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);

export const Job = z.object({
  id: z.string(),
  kind: z.enum(['import', 'train']),
  label: z.string(),
  subject: z.string().describe('name of the data set or run'),
  state: JobState,
  stage: z.string().describe('what is being done now, in words'),
  done: z.number(),
  total: z.number().describe('0 while unknown'),
  secondsLeft: z.number().nullable(),
  startedAt: z.string(),
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }).nullable(),
});
export type Job = z.infer<typeof Job>;
