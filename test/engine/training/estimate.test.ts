import { expect, it } from 'vitest';
import { resolveConfig } from '../../../engine/model/resolve-config.ts';
import { estimateTraining } from '../../../engine/training/estimate.ts';
import { plantedDataset } from './planted-dataset.ts';

const dataset = plantedDataset({ clusters: 10, size: 10, dims: 6 });

it('counts the steps of all epochs, the last of an epoch being short', () => {
  // 60 items in train, each with 9 others of its cluster: 60 x 9 = 540 pairs, 6 batches of 100.
  expect(dataset.pairs.train.query).toHaveLength(540);
  const config = resolveConfig('combined', { training: { epochs: 3, batchSize: 100 } });
  expect(estimateTraining(dataset, config).steps).toBe(18);
});

it('counts the operations of a perceptron step, worked out by hand', () => {
  const config = resolveConfig('combined', {
    model: { hidden: 8, output: 4 },
    loss: { negatives: 30 },
    training: { batchSize: 50 },
  });
  // All 100 items: 100 x (6 x 8 + 8 x 4) for the layers, 50 x 30 x 4 for the scores; 2 a multiply-add, three passes.
  expect(estimateTraining(dataset, config).flopsPerStep).toBe(6 * (100 * 80 + 6000));
});

it('grows with the network, and is nothing for a model without training', () => {
  const memory = (hidden: number): number =>
    estimateTraining(dataset, resolveConfig('pinsage', { model: { hidden } })).memoryMb;
  expect(memory(2048)).toBeGreaterThan(memory(128) + 100);
  expect(estimateTraining(dataset, resolveConfig('visual', {}))).toMatchObject({ steps: 0, flopsPerStep: 0 });
});

it('knows what a process takes before any data, by backend, thread and replica, as measured on the demo', () => {
  const memory = (backend: string, training: object = {}): number =>
    estimateTraining(dataset, resolveConfig('pinsage', { training: { workers: 0, ...training } }), backend)
      .memoryMb;
  // A few hundred items of a few numbers: hardly more than the base.
  expect(memory('wasm')).toBeGreaterThan(110);
  expect(memory('tensorflow')).toBeGreaterThan(memory('wasm') + 279);
  expect(memory('wasm', { workers: 2 })).toBe(memory('wasm') + 90);
  expect(memory('wasm', { replicas: 2 })).toBeGreaterThan(2.9 * memory('wasm'));
  const visual = resolveConfig('visual', {});
  expect(estimateTraining(dataset, visual, 'tensorflow')).toEqual(estimateTraining(dataset, visual, 'wasm'));
});
