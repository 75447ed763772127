import { expect, it } from 'vitest';
import { gentleWarmup, learningRateAt } from '../../../engine/training/learning-rate.ts';
import { pace } from '../../../engine/training/progress.ts';

const schedule = { learningRate: 0.1, warmupEpochs: 1, decay: 0.5 };

it('rises linearly over the warm-up, then falls by the factor over each epoch, worked out by hand', () => {
  const rates = Array.from({ length: 12 }, (_, step) => learningRateAt(step, 4, schedule));
  const close = (value: number): unknown => expect.closeTo(value, 12);
  expect(rates.slice(0, 4)).toEqual([0.025, 0.05, 0.075, 0.1].map(close));
  expect([rates[7], rates[11]]).toEqual([0.05, 0.025].map(close));
  expect(rates[5] / rates[4]).toBeCloseTo(0.5 ** 0.25, 12);
});

it('starts at the full rate without a warm-up and stays there without decay', () => {
  const flat = { learningRate: 0.1, warmupEpochs: 0, decay: 1 };
  expect([0, 5, 50].map((step) => learningRateAt(step, 4, flat))).toEqual([0.1, 0.1, 0.1]);
});

it('rises over one epoch, over 200 steps where epochs are short, over six epochs where they are very short', () => {
  expect([5_000, 200, 100, 28, 3].map(gentleWarmup)).toEqual([1, 1, 2, 6, 6]);
});

it('tells the time left only once the pace is known, and counts the measuring of epochs', () => {
  const speed = pace();
  speed.step(5);
  speed.step(1);
  expect(speed.secondsLeft(100, 2)).toBeNull();
  for (let i = 0; i < 50; i++) speed.step(0.1);
  speed.evaluation(3);
  expect(speed.secondsLeft(100, 2)).toBeCloseTo(16, 6);
});
