import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { gatherRows } from '../../../engine/backend/gather-rows.ts';
import { tf } from '../../../engine/backend/tf.ts';
import type { Tensor, Tensor2D } from '../../../engine/backend/tf.ts';
import { namedTensors } from '../../../engine/model/parameters.ts';
import { sageLayer, sageSpecs } from '../../../engine/model/sage-layer.ts';
import type { Aggregator } from '../../../engine/model/sage-layer.ts';
import { walkLoss } from '../../../engine/model/walk-loss.ts';
import { startBackend } from '../backend/start-backend.ts';

type Tensors = Record<string, { shape: number[]; data: number[] }>;
interface Oracle {
  aggregator: Aggregator;
  linear: boolean;
  parameters: Tensors;
  z: number[];
  loss: number;
  gradients: Tensors;
}
const golden = JSON.parse(readFileSync(new URL('../../golden/graphsage.json', import.meta.url), 'utf8')) as {
  features: { dims: number; data: number[] };
  neighbors: number[][];
  sizes: { hidden: number; output: number };
  heads: number[];
  tails: number[];
  negatives: number[];
  oracles: Oracle[];
};
const { dims, data } = golden.features;
const items = data.length / dims;
const indptr = new Uint32Array(items + 1);
golden.neighbors.forEach((list, i) => (indptr[i + 1] = indptr[i] + list.length));
const block = {
  destinations: items,
  indptr,
  indices: Uint32Array.from(golden.neighbors.flat()),
  weights: Float32Array.from(golden.neighbors.flatMap((list) => list.map(() => 1 / list.length))),
};
const rows = {
  heads: Uint32Array.from(golden.heads),
  tails: Uint32Array.from(golden.tails),
  negatives: Uint32Array.from(golden.negatives),
};

function embed({ aggregator, linear }: Oracle, names: string[], tensors: Tensor[]): Tensor2D {
  const parameters = namedTensors(names, tensors);
  const x = tf.tensor2d(data, [items, dims]);
  const h = sageLayer(x, block, { aggregator, layer: 0, relu: true }, parameters, true);
  return sageLayer(h, block, { aggregator, layer: 1, relu: !linear }, parameters, false);
}

/** Largest difference, relative to the oracle's largest value. */
function error(got: ArrayLike<number>, want: readonly number[]): number {
  expect(got.length).toBe(want.length);
  const largest = Math.max(1e-3, ...want.map(Math.abs));
  return Math.max(...want.map((value, i) => Math.abs(got[i] - value))) / largest;
}

describe.each(['wasm', 'cpu'] as const)('GraphSAGE on %s matches NumPy in float64', (backend) => {
  beforeAll(() => startBackend(backend));
  const cases = golden.oracles.map((oracle) => [oracle.aggregator, oracle.linear, oracle] as const);

  it.each(cases)('%s (last layer linear: %s): embeddings, loss, every gradient', (_, __, oracle) => {
    const names = Object.keys(oracle.parameters);
    tf.tidy(() => {
      const tensors = Object.values(oracle.parameters).map((one) => tf.tensor(one.data, one.shape));
      expect(error(embed(oracle, names, tensors).dataSync(), oracle.z)).toBeLessThan(1e-5);
      const { value, grads } = tf.valueAndGrads((...inputs: Tensor[]) => {
        const z = embed(oracle, names, inputs);
        return walkLoss(
          gatherRows(z, rows.heads),
          gatherRows(z, rows.tails),
          gatherRows(z, rows.negatives),
          rows,
        );
      })(tensors);
      expect(value.dataSync()[0]).toBeCloseTo(oracle.loss, 5);
      names.forEach((name, i) =>
        expect(error(grads[i].dataSync(), oracle.gradients[name].data), name).toBeLessThan(2e-4),
      );
    });
  });

  it('a layer leaves no tensor behind', () => {
    const run = (oracle: Oracle): void =>
      tf.tidy(() => {
        const tensors = Object.values(oracle.parameters).map((one) => tf.tensor(one.data, one.shape));
        tf.valueAndGrads((...inputs: Tensor[]) =>
          tf.sum(embed(oracle, Object.keys(oracle.parameters), inputs)),
        )(tensors);
      }) as unknown as void;
    golden.oracles.forEach(run);
    const before = tf.memory().numTensors;
    golden.oracles.forEach(run);
    expect(tf.memory().numTensors).toBe(before);
  });
});

it.each(golden.oracles)(
  '$aggregator names and shapes its parameters as the oracle',
  ({ aggregator, parameters }) => {
    const { hidden, output } = golden.sizes;
    const specs = [
      ...sageSpecs(aggregator, 0, dims, hidden, hidden),
      ...sageSpecs(aggregator, 1, hidden, hidden, output),
    ];
    expect(Object.fromEntries(specs.map(({ name, shape }) => [name, shape]))).toEqual(
      Object.fromEntries(Object.entries(parameters).map(([name, { shape }]) => [name, shape])),
    );
  },
);
