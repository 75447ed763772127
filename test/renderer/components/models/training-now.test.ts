import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import type { RunSummary, StepRecord } from '../../../../engine/contract/runs.ts';
import TrainingNow from '../../../../renderer/components/models/TrainingNow.vue';

const step = (change: Partial<StepRecord>): StepRecord => ({
  ...{ step: 1, epoch: 1, loss: 0.5, learningRate: 0.01, items_per_s: 100 },
  ...{ sampleSeconds: 0, computeSeconds: 0, waitSeconds: 0, idleSeconds: 0 },
  ...change,
});

function words(workers: number, change: Partial<StepRecord>): string {
  const summary = { totalSteps: 10, epochs: 2, step: 1, epoch: 1, config: { training: { workers } } };
  const props = { summary: summary as unknown as RunSummary, steps: [step(change), step(change)] };
  return mount(TrainingNow, { props }).text().replace(/\s+/g, ' ');
}

it('says what share of the time goes into drawing minibatches', () => {
  const text = words(0, { sampleSeconds: 1, waitSeconds: 1, computeSeconds: 3 });
  expect(text).toContain('Sampling 25%, computing 75%');
  expect(text).not.toContain('idle');
});

it('with sampler threads says how long trainer and threads wait for each other', () => {
  const text = words(2, { sampleSeconds: 2, idleSeconds: 6, waitSeconds: 0.1, computeSeconds: 0.9 });
  expect(text).toContain('Waiting for minibatches 10%, computing 90%; sampler threads idle 75%');
});
