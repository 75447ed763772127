import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { tf } from '../../../engine/backend/tf.ts';
import { modelInput } from '../../../engine/model/model-input.ts';
import { graphModel } from '../../../engine/model/graph-model.ts';
import { maxMargin } from '../../../engine/model/max-margin.ts';
import type { Model } from '../../../engine/model/model.ts';
import { namedTensors, toTensors } from '../../../engine/model/parameters.ts';
import type { Parameters } from '../../../engine/model/parameters.ts';
import { perceptronModel } from '../../../engine/model/perceptron-model.ts';
import type { Batch } from '../../../engine/sampling/batch.ts';
import { assemble } from '../../../engine/sampling/batch-sampler.ts';
import { blockMaker } from '../../../engine/sampling/blocks.ts';
import type { Neighborhoods } from '../../../engine/sampling/neighborhoods.ts';
import { adamUpdate } from '../../../engine/training/adam.ts';
import { lossAndGradients } from '../../../engine/training/step.ts';
import { startBackend, startTensorflow, withoutTensorflow } from '../backend/start-backend.ts';

type Tensors = Record<string, { shape: number[]; data: number[] }>;
interface Oracle {
  parameters: Tensors;
  z: number[];
  loss: number;
  gradients: Tensors;
}
const golden = JSON.parse(
  readFileSync(new URL('../../golden/pinsage-step.json', import.meta.url), 'utf8'),
) as {
  features: { dims: number; data: number[] };
  neighbors: number[];
  weights: number[];
  width: number;
  margin: number;
  heads: number[];
  tails: number[];
  negatives: number[];
  pinsage: Oracle;
  perceptron: Oracle;
  adam: { start: number[]; gradients: number[][]; rate: number; end: number[] };
};
const features = { dims: golden.features.dims, data: Float32Array.from(golden.features.data) };
const items = features.data.length / features.dims;
const neighborhoods: Neighborhoods = {
  items,
  width: golden.width,
  neighbors: Int32Array.from(golden.neighbors),
  weights: Float32Array.from(golden.weights),
  ensure: (item) =>
    golden.neighbors.slice(item * golden.width, (item + 1) * golden.width).filter((row) => row >= 0).length,
};
const sizes = { layers: 2, hidden: 4, output: 3 };

const parametersOf = (tensors: Tensors): Parameters =>
  new Map(
    Object.entries(tensors).map(([name, { shape, data }]) => [
      name,
      { shape, data: Float32Array.from(data) },
    ]),
  );

/** A batch without dropout whose seeds come first in the given order. */
function batchOf(model: Model, seeds: number[], items: Record<string, Uint32Array> = {}): Batch {
  const expand = blockMaker(neighborhoods);
  const blocks = model.parameters[0].name.startsWith('conv')
    ? (rows: Uint32Array) => expand(rows, sizes.layers)
    : null;
  return assemble({ count: 0, items: { seeds: Uint32Array.from(seeds), ...items } }, { features, blocks });
}

function embeddings(model: Model, parameters: Parameters, seeds: number[]): Float32Array {
  return tf.tidy(() => {
    const forward = model.forward(batchOf(model, seeds));
    return forward(namedTensors(parameters.keys(), toTensors(parameters))).dataSync() as Float32Array;
  });
}

/** Largest difference, relative to the oracle's largest value. */
function error(got: ArrayLike<number>, want: readonly number[]): number {
  expect(got.length).toBe(want.length);
  const largest = Math.max(1e-3, ...want.map(Math.abs));
  return Math.max(...want.map((value, i) => Math.abs(got[i] - value))) / largest;
}

const backends = ['wasm', 'cpu', ...(withoutTensorflow() ? [] : (['tensorflow'] as const))] as const;
describe.each(backends)('a training step on %s matches NumPy in float64', (backend) => {
  beforeAll(() => (backend === 'tensorflow' ? startTensorflow() : startBackend(backend)));
  const models: [string, Model, Oracle][] = [
    ['pinsage', graphModel(modelInput(features), neighborhoods, sizes), golden.pinsage],
    ['combined', perceptronModel(modelInput(features), sizes), golden.perceptron],
  ];

  it.each(models)('%s: embeddings, also of a few seeds in any order', (_, model, oracle) => {
    const parameters = parametersOf(oracle.parameters);
    const all = Array.from({ length: items }, (_row, row) => row);
    expect(error(embeddings(model, parameters, all), oracle.z)).toBeLessThan(1e-5);
    const some = [5, 0, 3];
    const want = some.flatMap((row) => oracle.z.slice(row * sizes.output, (row + 1) * sizes.output));
    expect(error(embeddings(model, parameters, some), want)).toBeLessThan(1e-5);
  });

  it.each(models)('%s: embeddings of all items, layer by layer', async (_, model, oracle) => {
    expect(error(await model.embedAll(parametersOf(oracle.parameters)), oracle.z)).toBeLessThan(1e-5);
  });

  it.each(models)('%s: the loss and the gradient of every parameter', (_, model, oracle) => {
    const seeds = Array.from({ length: items }, (_row, row) => row);
    const batch = batchOf(model, seeds, {
      heads: Uint32Array.from(golden.heads),
      tails: Uint32Array.from(golden.tails),
      negatives: Uint32Array.from(golden.negatives),
    });
    const objective = maxMargin(golden.margin);
    const { loss, gradients } = lossAndGradients(model, objective, batch, parametersOf(oracle.parameters));
    expect(loss).toBeCloseTo(oracle.loss, 5);
    expect([...gradients.keys()]).toEqual(model.parameters.map(({ name }) => name));
    for (const [name, gradient] of gradients) {
      expect(error(gradient, oracle.gradients[name].data), name).toBeLessThan(1e-4);
    }
  });

  it('a step leaves no tensor behind', async () => {
    const { parameters } = golden.pinsage;
    const [, model] = models[0];
    const step = (): void => {
      const rows = { heads: Uint32Array.of(4), tails: Uint32Array.of(0), negatives: Uint32Array.of(6) };
      lossAndGradients(model, maxMargin(0.1), batchOf(model, [4, 0, 6], rows), parametersOf(parameters));
    };
    step();
    const before = tf.memory().numTensors;
    for (let i = 0; i < 5; i++) step();
    await model.embedAll(parametersOf(parameters));
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('Adam matches NumPy over three steps', () => {
  const { start, gradients, rate, end } = golden.adam;
  const parameter = Float32Array.from(start);
  const moments = { first: new Float32Array(start.length), second: new Float32Array(start.length) };
  gradients.forEach((gradient, i) => adamUpdate(parameter, gradient, moments, i + 1, rate));
  expect(error(parameter, end)).toBeLessThan(1e-6);
});
