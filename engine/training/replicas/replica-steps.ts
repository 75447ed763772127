/**
 * Synchronous data parallelism (PinSage, Ying et al., KDD 2018, section 3.2; Goyal et al., 2017): each replica computes
 * the gradient of its share of the minibatch at the same parameters, the gradients are averaged, one place updates.
 *
 *   g = sum_i t_i g_i / sum_i t_i        t_i: the terms of the loss that replica i saw, g_i its gradient
 *
 * Since each loss is a mean over its terms, g is the gradient of the whole minibatch, but for rounding.
 */
import type { ReplicaStep } from '../../contract/replica-process.ts';
import type { Steps, StepResult } from '../steps.ts';
import { flatLength, flatten, views } from './flat.ts';

/** Replicas at work. */
export interface ReplicaGroup {
  /** What all of them found. @throws PinwiseError `replica-gone`, `cancelled` */
  step(step: number, parameters: Float32Array, signal?: AbortSignal): Promise<ReplicaStep[]>;
  /** Ends them; returns when they are gone. */
  close(): Promise<void>;
}

/** Starts `count` replicas that make the steps [first, end). */
export type ReplicaStarter = (task: { count: number; first: number; end: number }) => Promise<ReplicaGroup>;

export function replicaSteps(group: ReplicaGroup, first: number): Steps {
  let step = first;
  return {
    async next(parameters, signal) {
      const flat = flatten(
        [...parameters.values()].map(({ data }) => data),
        flatLength(parameters),
      );
      const from = performance.now();
      const parts = await group.step(step++, flat, signal);
      const { gradients, ...rest } = averaged(parts);
      const seconds = (performance.now() - from) / 1000;
      return {
        ...rest,
        gradients: views(gradients, parameters),
        computeSeconds: seconds - rest.waitSeconds,
      };
    },
    close: () => group.close(),
  };
}

/** One step of all replicas; times are those of the slowest. */
export function averaged(
  parts: readonly ReplicaStep[],
): Omit<StepResult, 'gradients'> & { gradients: Float32Array } {
  const total = (name: 'terms' | 'count'): number => parts.reduce((sum, part) => sum + part[name], 0);
  const slowest = (name: 'sampleSeconds' | 'computeSeconds' | 'waitSeconds' | 'idleSeconds'): number =>
    Math.max(...parts.map((part) => part[name]));
  const terms = total('terms');
  const gradients = new Float32Array(parts[0].gradients.length);
  let loss = 0;
  for (const part of parts) {
    if (part.terms === 0) continue;
    const share = part.terms / terms;
    loss += share * part.loss;
    for (let i = 0; i < gradients.length; i++) gradients[i] += share * part.gradients[i];
  }
  return {
    ...{ loss, terms, gradients, count: total('count') },
    sampleSeconds: slowest('sampleSeconds'),
    computeSeconds: slowest('computeSeconds'),
    waitSeconds: slowest('waitSeconds'),
    idleSeconds: slowest('idleSeconds'),
  };
}
