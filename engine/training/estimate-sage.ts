/** What a training of GraphSAGE will cost, from sizes alone. */
import type { Dataset } from '../dataset/dataset.ts';
import type { SageConfig } from '../model/presets/graphsage.ts';
import { sageParameters } from '../model/sage-model.ts';
import { uniformWidth } from '../sampling/uniform-neighbors.ts';
import { lossKind, sageSteps } from './families/sage.ts';
import { learnedLength } from './training-data.ts';

/** Layers' outputs, their gradients and their copies outside the backend. */
const COPIES = 6;

export function estimateSage(
  dataset: Dataset,
  config: SageConfig,
): { steps: number; numbers: number; working: number; flopsPerStep: number } {
  const { model, sampling, loss, training } = config;
  const items = dataset.items.count;
  const learned = learnedLength(dataset, config);
  const dims = dataset.features.dims + learned;
  const specs = sageParameters(dims, model);
  const steps = sageSteps(dataset, config);
  const walk = lossKind(dataset, loss) === 'walk';
  const reach = dataset.graph.edges > 0 ? uniformWidth(dataset.graph, sampling.cap) : 0;
  const drawn = (k: number): number =>
    sampling.replacement
      ? sampling.neighbors1
      : Math.min(reach, k === 0 ? sampling.neighbors1 : sampling.neighbors2);

  // nodes[k]: rows of layer k's input; nodes[layers]: the seeds.
  const nodes = [Math.min(items, walk ? 2 * training.batchSize + loss.negatives : training.batchSize)];
  for (let k = model.layers - 1; k >= 0; k--) nodes.unshift(Math.min(items, nodes[0] * (1 + drawn(k))));

  // Each weight is multiplied once forward and twice backward: those of neighbours with the rows of their layer's
  // input, R once for each neighbour (and once more on the way back), W with the rows of its output.
  let multiplyAdds = walk ? training.batchSize * loss.negatives * model.output : 0;
  let states = 0;
  for (const { name, shape } of specs) {
    const [, k, part] = /^conv\.(\d+)\.(\w)/.exec(name)!;
    if (shape.length < 2) continue;
    const edges = nodes[Number(k) + 1] * drawn(Number(k));
    const rows = part === 'R' ? (4 / 3) * edges : nodes[Number(k) + (part === 'W' ? 1 : 0)];
    multiplyAdds += rows * shape[0] * shape[1];
    if (part === 'R') states = Math.min(1 << 24, 7 * edges * shape[0]);
  }
  const parameters = specs.reduce(
    (sum, { shape }) => sum + shape.reduce((product, n) => product * n, 1),
    items * learned,
  );
  const wide = Math.max(...specs.map(({ shape }) => shape.at(-1)!));
  const activations = 2 * nodes[0] * dims + COPIES * nodes.reduce((sum, count) => sum + count * wide, 0);
  const inference = items * (2 * Math.max(dims, wide) + model.output);
  const numbers = 8 * parameters + 2 * items * reach;
  const working = Math.max(activations + states, inference);
  return { steps, numbers, working, flopsPerStep: 6 * multiplyAdds };
}
