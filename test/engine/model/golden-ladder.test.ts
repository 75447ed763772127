import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { tf } from '../../../engine/backend/tf.ts';
import type { Tensor2D } from '../../../engine/backend/tf.ts';
import { crossEntropy } from '../../../engine/model/cross-entropy.ts';
import { graphModel } from '../../../engine/model/graph-model.ts';
import { maxMargin } from '../../../engine/model/max-margin.ts';
import { modelInput } from '../../../engine/model/model-input.ts';
import type { Objective } from '../../../engine/model/objective.ts';
import type { Parameters } from '../../../engine/model/parameters.ts';
import { assemble } from '../../../engine/sampling/batch-sampler.ts';
import type { Batch } from '../../../engine/sampling/batch.ts';
import { blockMaker } from '../../../engine/sampling/blocks.ts';
import type { Neighborhoods } from '../../../engine/sampling/neighborhoods.ts';
import { lossAndGradients } from '../../../engine/training/step.ts';
import { startBackend } from '../backend/start-backend.ts';

interface LossCase {
  weight: number;
  loss: number;
  gradient: number[];
}
type Tensors = Record<string, { shape: number[]; data: number[] }>;
const golden = JSON.parse(
  readFileSync(new URL('../../golden/pinsage-ladder.json', import.meta.url), 'utf8'),
) as {
  features: { dims: number; data: number[] };
  neighbors: number[][];
  margin: number;
  heads: number[];
  tails: number[];
  negatives: number[];
  hard: number[][];
  z: number[];
  max_margin: LossCase[];
  cross_entropy: LossCase[];
  max_pooling: { parameters: Tensors; z: number[]; weight: number; loss: number; gradients: Tensors };
};
const items = golden.neighbors.length;
const features = { dims: golden.features.dims, data: Float32Array.from(golden.features.data) };
const output = golden.z.length / items;
const everyItem = Uint32Array.from({ length: items }, (_, row) => row);

/** The pairs' rows [from, to), whose positions are the rows themselves. */
function examplesOf(from = 0, to = golden.heads.length) {
  const hard = golden.hard.slice(from, to);
  const ends = hard.map((_, p) => hard.slice(0, p + 1).flat().length);
  return {
    count: to - from,
    items: {
      every: everyItem,
      heads: Uint32Array.from(golden.heads.slice(from, to)),
      tails: Uint32Array.from(golden.tails.slice(from, to)),
      negatives: Uint32Array.from(golden.negatives),
      hard: Uint32Array.from(hard.flat()),
    },
    values: { hardIndptr: Uint32Array.from([0, ...ends]) },
  };
}

/** Loss, terms and gradient of an objective on the oracle's embeddings. */
function onEmbeddings(objective: Objective, batch: Batch) {
  const forward = () => (p: { matrix(name: string): Tensor2D }) => p.matrix('z');
  const z: Parameters = new Map([['z', { shape: [items, output], data: Float32Array.from(golden.z) }]]);
  const { loss, terms, gradients } = lossAndGradients({ forward }, objective, batch, z);
  return { loss, terms, gradient: gradients.get('z')! };
}

/** Largest difference, relative to the oracle's largest value. */
function error(got: ArrayLike<number>, want: readonly number[]): number {
  expect(got.length).toBe(want.length);
  const largest = Math.max(1e-3, ...want.map(Math.abs));
  return Math.max(...want.map((value, i) => Math.abs(got[i] - value))) / largest;
}

describe.each(['wasm', 'cpu'] as const)('the ladder of PinSage on %s matches NumPy in float64', (backend) => {
  beforeAll(() => startBackend(backend));
  const losses: [string, (weight: number) => Objective, LossCase[]][] = [
    ['max-margin', (weight) => maxMargin(golden.margin, weight), golden.max_margin],
    ['cross-entropy', (weight) => crossEntropy(weight), golden.cross_entropy],
  ];
  const batchOf = (from?: number, to?: number): Batch =>
    assemble(examplesOf(from, to), { features, blocks: null });

  it.each(losses)('%s with hard negatives: loss and gradient', (_, objective, cases) => {
    for (const { weight, loss, gradient } of cases) {
      const found = onEmbeddings(objective(weight), batchOf());
      expect(found.loss).toBeCloseTo(loss, 5);
      expect(error(found.gradient, gradient)).toBeLessThan(1e-5);
    }
  });

  it.each(losses)('%s: parts, weighted by their terms, average to the whole', (_, objective) => {
    const whole = onEmbeddings(objective(2.5), batchOf());
    const parts = [batchOf(0, 1), batchOf(1, 4)].map((batch) => onEmbeddings(objective(2.5), batch));
    const terms = parts.reduce((sum, part) => sum + part.terms, 0);
    expect(terms).toBeCloseTo(whole.terms, 6);
    const mean = (of: (part: (typeof parts)[0]) => number): number =>
      parts.reduce((sum, part) => sum + (part.terms / terms) * of(part), 0);
    expect(mean((part) => part.loss)).toBeCloseTo(whole.loss, 5);
    whole.gradient.forEach((value, i) => expect(mean((part) => part.gradient[i])).toBeCloseTo(value, 5));
  });

  const width = golden.neighbors[0].length;
  const sizeOf = (item: number): number => golden.neighbors[item].filter((row) => row >= 0).length;
  const neighborhoods: Neighborhoods = {
    ...{ items, width, neighbors: Int32Array.from(golden.neighbors.flat()), ensure: sizeOf },
    weights: Float32Array.from(
      golden.neighbors.flatMap((own, item) => own.map((row) => (row < 0 ? 0 : 1 / sizeOf(item)))),
    ),
  };
  const { max_pooling: oracle } = golden;
  const parameters: Parameters = new Map(
    Object.entries(oracle.parameters).map(([name, { shape, data }]) => [
      name,
      { shape, data: Float32Array.from(data) },
    ]),
  );
  const model = graphModel(modelInput(features), neighborhoods, { layers: 2, hidden: 4, output }, 'max');

  it('max pooling: loss and the gradient of every parameter', () => {
    const expand = blockMaker(neighborhoods);
    const batch = assemble(examplesOf(), { features, blocks: (seeds) => expand(seeds, 2) });
    const objective = maxMargin(golden.margin, oracle.weight);
    const { loss, gradients } = lossAndGradients(model, objective, batch, parameters);
    expect(loss).toBeCloseTo(oracle.loss, 5);
    expect([...gradients.keys()].sort()).toEqual(Object.keys(oracle.gradients).sort());
    for (const [name, gradient] of gradients) {
      expect(error(gradient, oracle.gradients[name].data), name).toBeLessThan(1e-4);
    }
  });

  it('max pooling: embeddings of all items, layer by layer, and no tensor is left', async () => {
    const before = tf.memory().numTensors;
    expect(error(await model.embedAll(parameters), oracle.z)).toBeLessThan(1e-5);
    expect(tf.memory().numTensors).toBe(before);
  });
});
