import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunConfig, StepRecord } from '../../../engine/contract/runs.ts';
import { decodeSafetensors } from '../../../engine/export/safetensors.ts';
import { resolveConfig } from '../../../engine/model/resolve-config.ts';
import { initialParameters } from '../../../engine/model/parameters.ts';
import { devicesFor } from '../../../engine/runs/replicas/devices.ts';
import { runSummary } from '../../../engine/runs/list-runs.ts';
import { trainRun } from '../../../engine/runs/train-run.ts';
import { samplerOf } from '../../../engine/sampling/sampler-of.ts';
import { averaged } from '../../../engine/training/replicas/replica-steps.ts';
import { flatLength, flatten, views } from '../../../engine/training/replicas/flat.ts';
import { lossAndGradients } from '../../../engine/training/step.ts';
import { trainableOf } from '../../../engine/training/train.ts';
import { startBackend } from '../backend/start-backend.ts';
import { plantedDataset } from '../training/planted-dataset.ts';
import { newRun, smallStore } from './small-store.ts';

const never = new AbortController().signal;
let home: string;
beforeAll(async () => {
  await startBackend();
  home = await smallStore();
});

const path = (run: string, file: string): string => join(home, 'runs', run, file);
const tensors = (run: string) => decodeSafetensors(readFileSync(path(run, 'model.safetensors')), run).tensors;
const losses = (run: string): number[] =>
  readFileSync(path(run, 'curve.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as StepRecord).loss);

/** Processes that this one started, by /proc. */
function children(): number[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const [, parent] = / \w (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/\(.*\)/, ''))!;
      const replica = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--role=replica');
      return replica && Number(parent) === process.pid ? [Number(pid)] : [];
    } catch {
      return [];
    }
  });
}

describe('the weighted average of the parts', () => {
  // Far in the curriculum, so that there are hard negatives where the preset has some.
  const step = 60;
  const presets = [
    'pinsage',
    'mean-pooling-xent',
    'max-pooling',
    'combined',
    'graphsage-mean',
    'graphsage-lstm',
  ];
  it.each(presets)('is the gradient of the whole minibatch (%s)', (preset) => {
    const config = resolveConfig(preset, { loss: { negatives: 15 }, training: { batchSize: 50 } });
    const { model, objective, sampler } = trainableOf({
      ...{ dataset: plantedDataset(), preset, config, seed: 1 },
    })!;
    const parameters = initialParameters([...model.parameters, ...objective.parameters], 1);
    const length = flatLength(parameters);
    const draw = samplerOf(sampler);
    const drawn = draw.draw(step);
    const whole = lossAndGradients(model, objective, drawn, parameters);
    const parts = [0, 1, 2].map((index) => {
      const batch = draw.draw(step, { index, of: 3 });
      const { gradients, ...rest } = lossAndGradients(model, objective, batch, parameters);
      const times = { sampleSeconds: index, computeSeconds: 0, waitSeconds: 0, idleSeconds: 0 };
      return { ...rest, ...times, count: batch.count, gradients: flatten(gradients.values(), length) };
    });
    const found = averaged(parts);
    expect(found).toMatchObject({ count: drawn.count, terms: whole.terms, sampleSeconds: 2 });
    expect(Math.abs(found.loss / whole.loss - 1)).toBeLessThan(1e-5);
    for (const [name, gradient] of views(found.gradients, parameters)) {
      const want = whole.gradients.get(name)!;
      const largest = want.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
      gradient.forEach((value, i) => expect(Math.abs(value - want[i]) / largest).toBeLessThan(1e-5));
    }
  });
});

describe.skipIf(!existsSync('/proc/self/stat'))('replicas of a run', () => {
  const twenty: RunConfig[string] = { epochs: 5 };
  afterEach(() => expect(children()).toEqual([]));

  /** Runs without incident, by their number of replicas. */
  const made = new Map<number, Promise<string>>();
  const smooth = (replicas: number): Promise<string> => {
    const make = async (): Promise<string> => {
      const run = newRun(home, 'pinsage', 4, 'small', {
        ...twenty,
        replicas,
        workers: replicas === 3 ? 1 : 0,
      });
      let most = 0;
      const step = (): void => void (most = Math.max(most, children().length));
      await trainRun({ home, run, signal: never, observer: { step } });
      expect(most).toBe(replicas === 1 ? 0 : replicas);
      return run;
    };
    if (!made.has(replicas)) made.set(replicas, make());
    return made.get(replicas)!;
  };

  it.each([2, 3])('%i processes come to what one comes to after 20 steps, within 1e-4', async (replicas) => {
    const [alone, run] = [await smooth(1), await smooth(replicas)];
    expect(losses(run)).toHaveLength(20);
    losses(run).forEach((loss, i) => expect(Math.abs(loss - losses(alone)[i])).toBeLessThan(1e-4));
    const want = tensors(alone);
    for (const [name, { data }] of tensors(run)) {
      data.forEach((value, i) => expect(Math.abs(value - want.get(name)!.data[i])).toBeLessThan(1e-4));
    }
  });

  it('a killed replica ends the run with a clear word, and it goes on from its last checkpoint', async () => {
    const unbroken = await smooth(2);
    const run = newRun(home, 'pinsage', 4, 'small', { ...twenty, replicas: 2 });
    const step = (_: string, record: StepRecord): void => {
      if (record.step === 10) process.kill(children()[0], 'SIGKILL');
    };
    await expect(trainRun({ home, run, signal: never, observer: { step } })).rejects.toMatchObject({
      code: 'replica-gone',
      message: expect.stringMatching(
        /^replica \d of 2 ended unexpectedly \(killed by SIGKILL\); resume/,
      ) as string,
    });
    expect(runSummary(home, run)).toMatchObject({ state: 'failed', error: { code: 'replica-gone' } });
    expect(readdirSync(path(run, 'checkpoints'))).toContain('step-000000008.safetensors');
    await trainRun({ home, run, signal: never });
    expect(readFileSync(path(run, 'embeddings.npy'))).toEqual(readFileSync(path(unbroken, 'embeddings.npy')));
  });

  it('cancelled, leaves a checkpoint of that step and no process', async () => {
    const run = newRun(home, 'combined', 7, 'small', { ...twenty, replicas: 2 });
    const controller = new AbortController();
    const step = (_: string, record: StepRecord): void => void (record.step === 6 && controller.abort());
    await expect(
      trainRun({ home, run, signal: controller.signal, observer: { step } }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(runSummary(home, run)).toMatchObject({ state: 'cancelled', step: 6 });
    expect(readdirSync(path(run, 'checkpoints'))).toContain('step-000000006.safetensors');
  });
});

it('shares out the devices in turn: those that the environment names, else those of the machine', () => {
  expect(devicesFor(3, '4,7', ['0'])).toEqual(['4', '7', '4']);
  expect(devicesFor(2, undefined, ['0', '1'])).toEqual(['0', '1']);
  expect(devicesFor(2, '', ['0'])).toEqual([null, null]);
  expect(devicesFor(2, undefined, [])).toEqual([null, null]);
});
