import { expect, it } from 'vitest';
import { settleConfig } from '../../../engine/training/settle-config.ts';
import { totalSteps } from '../../../engine/training/train.ts';
import { plantedDataset } from './planted-dataset.ts';

const planted = plantedDataset();
const training = { epochs: 1, batchSize: 8 };

it('a graph model rises as gently as the steps of its epochs ask for', () => {
  const config = settleConfig(planted, 'pinsage', { training });
  const stepsPerEpoch = totalSteps(planted, config);
  expect(stepsPerEpoch).toBeGreaterThan(34);
  expect(stepsPerEpoch).toBeLessThan(200);
  expect(config.training.warmupEpochs).toBeCloseTo(200 / stepsPerEpoch, 12);
});

it('a warm-up that was asked for stands', () => {
  const config = settleConfig(planted, 'pinsage', { training: { ...training, warmupEpochs: 1 } });
  expect(config.training.warmupEpochs).toBe(1);
});

it('models without neighbours rise over one epoch', () => {
  expect(settleConfig(planted, 'combined', { training }).training.warmupEpochs).toBe(1);
});
