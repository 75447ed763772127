import { beforeAll, describe, expect, it } from 'vitest';
import { tf } from '../../../engine/backend/tf.ts';
import { modelInput } from '../../../engine/model/model-input.ts';
import { graphModel, graphSpecs } from '../../../engine/model/graph-model.ts';
import { initialParameters, namedTensors, toTensors } from '../../../engine/model/parameters.ts';
import { resolveConfig } from '../../../engine/model/resolve-config.ts';
import { assemble } from '../../../engine/sampling/batch-sampler.ts';
import { blockMaker } from '../../../engine/sampling/blocks.ts';
import type { Block } from '../../../engine/sampling/blocks.ts';
import { importanceNeighborhoods } from '../../../engine/sampling/importance-neighborhoods.ts';
import { train } from '../../../engine/training/train.ts';
import type { TrainedModel } from '../../../engine/training/trained-model.ts';
import { startBackend } from '../backend/start-backend.ts';
import { plantedDataset } from '../training/planted-dataset.ts';

beforeAll(() => startBackend());
const dataset = plantedDataset({ clusters: 12, size: 30, dims: 9 });

it.each([1, 2, 3])(
  'layer by layer over all items equals blocks of a minibatch (%i layers)',
  async (layers) => {
    const sizes = { layers, hidden: 10, output: 5 };
    const options = { neighbors: 4, walks: 30, hops: 2, restart: 0.5, pooling: 'importance' as const };
    const { data, dims } = dataset.features;
    const features = { data, dims };
    const parameters = initialParameters(graphSpecs(dims, sizes), 7);
    const neighborhoods = importanceNeighborhoods(dataset.graph, options, 5);
    const model = graphModel(modelInput(features), neighborhoods, sizes);
    const all = await model.embedAll(parameters);
    const seeds = Uint32Array.of(359, 0, 17, 200, 4);
    const expand = blockMaker(neighborhoods);
    const blocks = (rows: Uint32Array): Block[] => expand(rows, layers);
    const batch = assemble({ count: 5, items: { seeds } }, { features, blocks });
    const some = tf.tidy(() =>
      model
        .forward(batch)(namedTensors(parameters.keys(), toTensors(parameters)))
        .dataSync(),
    );
    seeds.forEach((seed, i) => {
      for (let j = 0; j < 5; j++) expect(some[i * 5 + j]).toBeCloseTo(all[seed * 5 + j], 5);
    });
  },
);

/** The equation of the export folder, in float64 loops over the returned arrays alone. */
function recompute({ features, neighborhoods, parameters }: TrainedModel): number[][] {
  const { width, neighbors, weights } = neighborhoods!;
  const items = features.data.length / features.dims;
  const relu = (x: number): number => Math.max(0, x);
  const times = (x: number[], weight: string, bias?: string): number[] => {
    const w = parameters.get(weight)!;
    const columns = w.shape[1];
    return Array.from({ length: columns }, (_, c) =>
      x.reduce(
        (sum, value, r) => sum + value * w.data[r * columns + c],
        bias ? parameters.get(bias)!.data[c] : 0,
      ),
    );
  };
  let h = Array.from({ length: items }, (_, i) => [
    ...features.data.subarray(i * features.dims, (i + 1) * features.dims),
  ]);
  for (let k = 0; parameters.has(`conv.${k}.Q.weight`); k++) {
    const told = h.map((row) => times(row, `conv.${k}.Q.weight`, `conv.${k}.Q.bias`).map(relu));
    h = h.map((row, i) => {
      const n = told[0].map((_, j) => {
        let sum = 0;
        for (let t = i * width; t < (i + 1) * width; t++)
          if (neighbors[t] >= 0) sum += weights[t] * told[neighbors[t]][j];
        return sum;
      });
      const next = times([...row, ...n], `conv.${k}.W.weight`, `conv.${k}.W.bias`).map(relu);
      const norm = Math.hypot(...next);
      return next.map((x) => (norm > 0 ? x / norm : 0));
    });
  }
  return h.map((row) => times(times(row, 'head.G1.weight', 'head.G1.bias').map(relu), 'head.G2.weight'));
}

describe.each(['pinsage', 'mean-pooling'])('a trained %s', (preset) => {
  let model: TrainedModel;
  beforeAll(async () => {
    model = await train({
      dataset,
      preset,
      config: resolveConfig(preset, {
        model: { hidden: 16, output: 6 },
        training: { epochs: 2, learningRate: 0.01 },
      }),
      seed: 3,
      checkpoints: { save: () => Promise.resolve(), latest: () => Promise.resolve(null) },
      observer: { step: () => {}, epoch: () => {} },
      signal: new AbortController().signal,
    });
  });

  it('gives embeddings that follow from the arrays given beside them, within 1e-4', () => {
    const { data, dims } = model.embeddings!;
    recompute(model).forEach((row, i) => {
      row.forEach((value, j) => expect(Math.abs(data[i * dims + j] - value)).toBeLessThan(1e-4));
    });
  });

  it('gives neighbours of every item: distinct others, weights that sum to 1; padded where it stands alone', () => {
    const { width, neighbors, weights } = model.neighborhoods!;
    for (let item = 0; item < dataset.items.count; item++) {
      const row = [...neighbors.subarray(item * width, (item + 1) * width)];
      const kept = row.filter((neighbor) => neighbor >= 0);
      const sum = weights.subarray(item * width, (item + 1) * width).reduce((a, b) => a + b, 0);
      expect(new Set(kept).size).toBe(kept.length);
      expect(kept).not.toContain(item);
      expect(sum).toBeCloseTo(item < dataset.items.count - 12 ? 1 : 0, 5);
      expect(kept.length === 0).toBe(item >= dataset.items.count - 12);
    }
  });
});
