import { basename, extname } from 'node:path';
import type { ImportRequest } from '../contract/job-process.ts';
import type { Job } from '../contract/jobs.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { createRun } from '../runs/create-run.ts';
import { removeRun, runSummary } from '../runs/list-runs.ts';
import type { AnswerContext, Answers } from './context.ts';

type Names = 'jobs.list' | 'jobs.importDemo' | 'jobs.train' | 'jobs.resume' | 'jobs.cancel' | 'jobs.dismiss';

export function jobAnswers({ home, version, now, jobs, changed }: AnswerContext): Answers<Names> {
  return {
    'jobs.list': () => jobs.list(),
    'jobs.importDemo': ({ source }) => addImport(jobs, { source, onError: 'stop' }),
    'jobs.train': ({ dataset, preset, config, seed, name }) => {
      const run = createRun({ home, dataset, preset, config, seed, name, codeVersion: version, now: now() });
      const job = jobs.add({
        kind: 'train',
        label: `Train ${run}`,
        subject: run,
        discard() {
          removeRun(home, run);
          changed.runs();
        },
      });
      changed.runs();
      return job;
    },
    'jobs.resume': ({ run }) => {
      const { state } = runSummary(home, run);
      if (state === 'finished') throw new PinwiseError('run-finished', `run ${run} is finished already`);
      return jobs.add({ kind: 'train', label: `Train ${run}`, subject: run });
    },
    'jobs.cancel': ({ id }) => {
      jobs.cancel(id);
      return {};
    },
    'jobs.dismiss': ({ id }) => {
      jobs.dismiss(id);
      return {};
    },
  };
}

/** The job's subject is a guess from the source until the import says what it made. */
export function addImport(jobs: AnswerContext['jobs'], request: ImportRequest): Job {
  const subject = request.name ?? basename(request.source, extname(request.source));
  return jobs.add({ kind: 'import', label: `Import ${subject}`, subject, request });
}
