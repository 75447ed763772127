/** What a training will cost, before it starts: from sizes alone. */
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
  /** Of the whole process, at its highest; rough. */
  memoryMb: number;
  /** Floating-point operations of a step, forward and backward. */
  flopsPerStep: number;
}

/** Node, the engine's code and the tensor backend, before any data. */
const BASE_MB = 150;
/** Layers' outputs, their gradients and their copies outside the backend. */
const COPIES = 6;

export function estimateTraining(dataset: Dataset, config: RunConfig): TrainingEstimate {
  const { features, graph } = dataset;
  const items = dataset.items.count;
  const data = 8 * items * features.dims + 16 * graph.edges + 4 * graph.items;
  const toMb = (bytes: number): number => Math.ceil(BASE_MB + bytes / 2 ** 20);
  if (config.similarity?.lambda !== undefined) {
    return { steps: 0, memoryMb: toMb(data + 8 * Math.min(items, graph.contexts) ** 2), flopsPerStep: 0 };
  }
  if (readsEdgesAlone(config)) {
    const { factors } = config.model;
    return {
      steps: totalSteps(dataset, config),
      memoryMb: toMb(data + 16 * (items + graph.contexts) * factors),
      flopsPerStep: 14 * Math.min(graph.edges, config.training.batchSize) * factors,
    };
  }
  if (isSage(config)) {
    const { numbers, ...cost } = estimateSage(dataset, config);
    return { ...cost, memoryMb: toMb(data + 4 * numbers) };
  }
  if (!config.training) return { steps: 0, memoryMb: toMb(data), flopsPerStep: 0 };

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
  const numbers = 8 * parameters + Math.max(activations + scores, inference) + table;
  return { steps, memoryMb: toMb(data + 4 * numbers), flopsPerStep: 6 * multiplyAdds };
}
