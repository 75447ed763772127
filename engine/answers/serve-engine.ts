/** The engine: answers windows and its owner, and has the long work done by jobs. It never computes for long itself. */
import { controlContract, peopleContract } from '../contract/engine.ts';
import type { PeopleEvents } from '../contract/engine.ts';
import { serve } from '../contract/rpc.ts';
import type * as z from 'zod';
import type { EngineHost } from '../host/host.ts';
import { createJobTable } from '../jobs/job-table.ts';
import { ablationAnswers } from './ablation.ts';
import { backendAnswers } from './backend.ts';
import type { AnswerContext } from './context.ts';
import { controlAnswers } from './control.ts';
import { datasetAnswers } from './datasets.ts';
import { jobAnswers } from './jobs.ts';
import { newItemAnswers } from './new-items.ts';
import { questionAnswers } from './questions.ts';
import { runAnswers } from './runs.ts';
import { studyAnswers } from './studies.ts';
import { watchStore } from './watch-store.ts';

const beatEveryMs = 1_000;

export interface EngineOptions {
  host: EngineHost;
  home: string;
  version: string;
  now: () => Date;
  /** Ends this process; called when its owner is gone. */
  exit(): void;
}

type Tell = <K extends keyof PeopleEvents>(name: K, value: z.input<PeopleEvents[K]>) => void;

export function serveEngine({ host, home, version, now, exit }: EngineOptions): void {
  const audience = new Set<Tell>();
  const tell: Tell = (name, value) => audience.forEach((one) => one(name, value));
  const changed = {
    datasets: () => tell('datasets.changed', {}),
    runs: () => tell('runs.changed', {}),
  };
  const states = new Map<string, string>();
  const jobs = createJobTable({
    starter: host.jobs,
    now,
    observer: {
      changed(job) {
        tell('job.changed', job);
        if (states.get(job.id) === job.state) return;
        states.set(job.id, job.state);
        if (job.kind === 'train') changed.runs();
        else if (job.state === 'done') changed.datasets();
      },
      step: (run, step) => tell('run.step', { run, step }),
      epoch: (run, epoch, preview) => tell('run.epoch', { run, epoch, preview }),
    },
  });
  const context: AnswerContext = { home, version, now, jobs, starter: host.jobs, changed };
  const people = {
    ...backendAnswers(context),
    ...datasetAnswers(context),
    ...runAnswers(context),
    ...newItemAnswers(context),
    ...ablationAnswers(context),
    ...studyAnswers(context),
    ...jobAnswers(context),
  };
  const control = { ...people, ...controlAnswers(context), ...questionAnswers(context) };
  watchStore(home, changed);

  host.onPeople((wire) => {
    const { emit } = serve(wire, peopleContract, people);
    audience.add(emit);
    wire.onClose(() => audience.delete(emit));
  });
  host.onControl((wire) => {
    const { emit } = serve(wire, controlContract, control);
    audience.add(emit);
    setInterval(() => emit('heartbeat', { at: now().getTime() }), beatEveryMs);
    // Jobs notice by their own wires, and end with a checkpoint.
    wire.onClose(exit);
  });
}
