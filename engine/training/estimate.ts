/**
 * What a training will cost, before it starts: from sizes alone. The constants of memory are fitted to the highest resident
 * memory (MiB) of one epoch on the demo, 1,478 items of 229 features, each in a process of its own with one sampler
 * thread, on two cores with Node 20; every run's result tells the same of itself:
 *
 *                bpr   combined   pinsage   graphsage-mean   graphsage-lstm
 *   wasm         111        184       273              270              316
 *   tensorflow   389        489       633              640             1119
 *
 * Of these and three on larger data the estimate is 21% too low to 38% too high.
 */
import { likelyBackend } from '../backend/native-library.ts';
import type { RunConfig } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { graphSpecs } from '../model/graph-model.ts';
import type { ParameterSpec } from '../model/parameters.ts';
import { perceptronSpecs } from '../model/perceptron-model.ts';
import type { GraphConfig } from '../model/presets/pinsage.ts';
import { estimateSage } from './estimate-sage.ts';
import { isSage } from './families/sage.ts';
import { readsEdgesAlone, totalSteps } from './train.ts';
import { learnedLength } from './training-data.ts';

export interface TrainingEstimate {
  steps: number;
  /** Of all its processes, at their highest; rough. */
  memoryMb: number;
  /** Bytes of the features and edges that it holds all the time, in each of its processes. */
  held: number;
  /** Floating-point operations of a step, forward and backward. */
  flopsPerStep: number;
}

/** Node, the engine's code and the wasm backend, before any data. */
const BASE_MB = 110;
/** What TensorFlow's library takes on top. */
const TENSORFLOW_MB = 280;
/** A sampler thread. */
const THREAD_MB = 45;
/** What a step works with, times this: memory that the collector and the backend's allocator have not given back. */
const LOOSE = { tensorflow: 10, other: 5 };
/** Layers' outputs, their gradients and their copies outside the backend. */
const COPIES = 6;

/** @param backend that it would run on */
export function estimateTraining(
  dataset: Dataset,
  config: RunConfig,
  backend = likelyBackend(),
): TrainingEstimate {
  const { features, graph } = dataset;
  const items = dataset.items.count;
  // Features as they are stored and as a model is fed with them.
  const held = 8 * items * features.dims + 16 * graph.edges + 4 * graph.items;
  const native = backend === 'tensorflow';
  /** @param numbers float32 that stay, `working` those of a step */
  const cost = (numbers: number, working: number): { memoryMb: number; held: number } => {
    const { workers = 0, replicas = 1 } = (config.training ?? {}) as { workers?: number; replicas?: number };
    const one =
      BASE_MB +
      (config.training && native ? TENSORFLOW_MB : 0) +
      THREAD_MB * workers +
      (held + 4 * numbers + 4 * (native ? LOOSE.tensorflow : LOOSE.other) * working) / 2 ** 20;
    return { memoryMb: Math.ceil(replicas > 1 ? (replicas + 1) * one : one), held };
  };
  if (config.similarity?.lambda !== undefined) {
    return { steps: 0, ...cost(2 * Math.min(items, graph.contexts) ** 2, 0), flopsPerStep: 0 };
  }
  if (readsEdgesAlone(config)) {
    const { factors } = config.model;
    return {
      steps: totalSteps(dataset, config),
      ...cost(4 * (items + graph.contexts) * factors, 0),
      flopsPerStep: 14 * Math.min(graph.edges, config.training.batchSize) * factors,
    };
  }
  if (isSage(config)) {
    const { numbers, working, ...work } = estimateSage(dataset, config);
    return { ...work, ...cost(numbers, working) };
  }
  if (!config.training) return { steps: 0, ...cost(0, 0), flopsPerStep: 0 };

  const { model, sampling, loss, training } = config as unknown as GraphConfig;
  const layers = sampling ? model.layers : 0;
  const learned = learnedLength(dataset, { model });
  const dims = features.dims + learned;
  const specs: ParameterSpec[] = sampling ? graphSpecs(dims, model) : perceptronSpecs(dims, model);
  const steps = totalSteps(dataset, config);
  const seeds = training.batchSize * (2 + (loss.hardNegatives ?? 0)) + loss.negatives;
  const nodes = [Math.min(items, seeds)];
  for (let k = 0; k < layers; k++) nodes.unshift(Math.min(items, nodes[0] * (1 + sampling.neighbors)));

  // Each weight is multiplied once forward and twice backward, with the rows of its layer's input.
  let multiplyAdds = training.batchSize * loss.negatives * model.output;
  for (const { name, shape } of specs) {
    const layer = /^conv\.(\d+)\.(Q|W)/.exec(name);
    const at = layer ? Number(layer[1]) + (layer[2] === 'W' ? 1 : 0) : layers;
    if (shape.length > 1) multiplyAdds += nodes[at] * shape[0] * shape[1];
  }
  const parameters = specs.reduce(
    (sum, { shape }) => sum + shape.reduce((product, n) => product * n, 1),
    items * learned,
  );
  const activations = nodes[0] * dims + COPIES * nodes.reduce((sum, count) => sum + count * model.hidden, 0);
  const scores = 3 * Math.min(training.batchSize * loss.negatives, 1 << 22);
  const inference = items * (2 * model.hidden + model.output);
  const table = sampling ? 2 * items * sampling.neighbors : 0;
  const working = Math.max(activations + scores, inference);
  return { steps, ...cost(8 * parameters + table, working), flopsPerStep: 6 * multiplyAdds };
}
