/**
 * What the engine asks of a job: a process of its own for one import or one training. It ends when its wire closes.
 * Events come at most ten times a second each, epochs excepted.
 */
import * as z from 'zod';
import { DatasetName } from './datasets.ts';
import { BackendReport } from './engine.ts';
import { method } from './rpc.ts';
import { EpochRecord, Preview, RunName, StepRecord } from './runs.ts';

const nothing = z.object({});

export const Progress = z.object({
  stage: z.string().describe('what is being done now, in words'),
  done: z.number(),
  total: z.number().describe('0 while unknown'),
  secondsLeft: z.number().nullable(),
});
export type Progress = z.infer<typeof Progress>;

export const ImportRequest = z.object({
  source: z.string().describe('"demo", "demo-dense", a folder or a .pinwise-dataset file'),
  name: DatasetName.optional(),
  onError: z.enum(['stop', 'skip']),
});
export type ImportRequest = z.infer<typeof ImportRequest>;

export const jobContract = {
  methods: {
    /** Answered when the data set is in the store. */
    'job.import': method(ImportRequest, z.object({ name: DatasetName })),
    /** Trains a run, or goes on with it; answered when it is finished. `cancelled` after `job.cancel`. */
    'job.train': method(z.object({ run: RunName }), nothing),
    /** Starts the tensor backend that a training would use, and says which. */
    'job.backend': method(nothing, BackendReport),
    /** Answered at once; the work then ends with `cancelled` as soon as it can be left whole. */
    'job.cancel': method(nothing, nothing),
  },
  events: {
    progress: Progress,
    step: StepRecord,
    epoch: z.object({ epoch: EpochRecord, preview: Preview.nullable() }),
  },
};
export type JobMethods = typeof jobContract.methods;
export type JobEvents = typeof jobContract.events;
