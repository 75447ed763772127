/**
 * What a training carries from step to step: parameters, Adam's moments, the best parameters so far and the counters,
 * as one state that a checkpoint holds whole. Nothing else is remembered: all draws depend on (seed, step).
 */
import type { Parameters } from '../model/parameters.ts';
import { adamUpdate } from './adam.ts';
import type { TrainingState } from './training.ts';

export interface Learner {
  readonly state: TrainingState;
  readonly parameters: Parameters;
  /** One step of Adam; counts the step. `decay` times each weight (no bias) is added to its gradient. */
  update(gradients: ReadonlyMap<string, Float32Array>, rate: number, decay?: number): void;
  /** Remembers the parameters as the best so far. */
  keepBest(): void;
  /** The best parameters; the present ones where none were kept. */
  best(): Parameters;
}

/** Goes on from `from`, or starts with `initial`. */
export function learner(initial: Parameters, from: TrainingState | null): Learner {
  const state = from ?? freshState(initial);
  const named = (prefix: string): Parameters =>
    new Map([...initial.keys()].map((name) => [name, state.tensors.get(prefix + name)!]));
  const parameters = named('');
  return {
    state,
    parameters,
    update(gradients, rate, decay = 0) {
      state.step++;
      for (const [name, { data }] of parameters) {
        const first = state.tensors.get(`adam.m.${name}`)!.data;
        const second = state.tensors.get(`adam.v.${name}`)!.data;
        let gradient = gradients.get(name)!;
        if (decay > 0 && name.endsWith('.weight')) gradient = gradient.map((g, i) => g + decay * data[i]);
        adamUpdate(data, gradient, { first, second }, state.step, rate);
      }
    },
    keepBest() {
      for (const [name, { shape, data }] of parameters) {
        state.tensors.set(`best.${name}`, { shape, data: data.slice() });
      }
    },
    best: () => (state.tensors.has(`best.${[...initial.keys()][0]}`) ? named('best.') : parameters),
  };
}

function freshState(initial: Parameters): TrainingState {
  const tensors: TrainingState['tensors'] = new Map(initial);
  for (const [name, { shape, data }] of initial) {
    tensors.set(`adam.m.${name}`, { shape, data: new Float32Array(data.length) });
    tensors.set(`adam.v.${name}`, { shape, data: new Float32Array(data.length) });
  }
  return {
    step: 0,
    epoch: 0,
    tensors,
    values: { bestMetric: -1, bestEpoch: 0, lossSum: 0, pairs: 0, seconds: 0 },
  };
}
