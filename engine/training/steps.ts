/** Where the gradients of the steps come from: this process, or several that share each minibatch. */
import type { Model } from '../model/model.ts';
import type { Objective } from '../model/objective.ts';
import type { Parameters } from '../model/parameters.ts';
import { openFeed } from '../sampling/batch-feed.ts';
import type { FeedOptions } from '../sampling/batch-feed.ts';
import { lossAndGradients } from './step.ts';
import type { Gradients } from './step.ts';

export interface StepTimes {
  sampleSeconds: number;
  computeSeconds: number;
  waitSeconds: number;
  idleSeconds: number;
}

export interface StepResult extends Gradients, StepTimes {
  /** Examples. */
  count: number;
}

export interface Steps {
  /** The next step's gradients at `parameters`. @throws PinwiseError `cancelled` when `signal` aborts */
  next(parameters: Parameters, signal?: AbortSignal): Promise<StepResult>;
  close(): Promise<void>;
}

/** In this process, on one thread or with sampler threads beside. */
export function ownSteps(model: Model, objective: Objective, options: FeedOptions): Steps {
  const feed = openFeed(options);
  return {
    async next(parameters, signal) {
      const { batch, sampleSeconds, waitSeconds, idleSeconds, release } = await feed.next(signal);
      const from = performance.now();
      const found = lossAndGradients(model, objective, batch, parameters);
      const { count } = batch;
      release();
      const computeSeconds = (performance.now() - from) / 1000;
      return { ...found, ...{ count, sampleSeconds, computeSeconds, waitSeconds, idleSeconds } };
    },
    close: () => feed.close(),
  };
}
