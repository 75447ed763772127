import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { RunSummary } from '../../../engine/contract/runs.ts';
import type { StepRecord } from '../../../engine/contract/runs.ts';
import { removeDataset } from '../../../engine/dataset/list-datasets.ts';
import { takeLease } from '../../../engine/runs/lease.ts';
import { runDetail, runSummary } from '../../../engine/runs/list-runs.ts';
import { trainRun } from '../../../engine/runs/train-run.ts';
import { startBackend } from '../backend/start-backend.ts';
import { ended, startChild } from './child.ts';
import { addDataset, newRun, smallStore } from './small-store.ts';

const never = new AbortController().signal;
const finalFiles = [
  'model.safetensors',
  'features.npy',
  'neighbors.npy',
  'weights.npy',
  'embeddings.npy',
  'preview.json',
];

let home: string;
beforeAll(async () => {
  await startBackend();
  home = await smallStore();
});

const read = (run: string, file: string): string => readFileSync(join(home, 'runs', run, file), 'hex');
const lines = (run: string, file: string): Record<string, number>[] =>
  readFileSync(join(home, 'runs', run, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, number>);

/** What a stopped and an unbroken training must have alike. */
function expectSameTraining(run: string, unbroken: string, files = finalFiles): void {
  for (const file of files) expect(read(run, file), file).toBe(read(unbroken, file));
  const { checkpoint, metrics, lossSparkline, step } = runSummary(home, unbroken);
  expect(runSummary(home, run)).toMatchObject({ checkpoint, metrics, lossSparkline, step });
  for (const file of ['curve.jsonl', 'epochs.jsonl']) {
    const told = (name: string) => lines(name, file).map(({ step, epoch, loss }) => ({ step, epoch, loss }));
    expect(told(run), file).toEqual(told(unbroken));
  }
}

describe('trainRun', () => {
  it('leaves a finished run with its files, its curves and nothing to go on from', async () => {
    const run = newRun(home);
    const told: string[] = [];
    const summary = await trainRun({
      ...{ home, run, signal: never },
      observer: {
        stage: (text) => told.push(text),
        step: (_, { step }, position) => expect(position.step).toBe(step),
        epoch: (_, { epoch }, preview) => {
          expect(preview!.epoch).toBe(epoch);
          told.push(`epoch ${epoch}`);
        },
      },
    });
    expect(() => RunSummary.parse(summary)).not.toThrow();
    expect(summary).toMatchObject({ state: 'finished', backend: 'wasm', step: 12, totalSteps: 12, epoch: 3 });
    expect(summary.checkpoint).toMatch(/^[0-9a-f]{64}$/);
    expect(summary.peakRssMb).toBeGreaterThan(20);
    expect(Object.keys(summary.metrics)).toEqual(
      expect.arrayContaining(['hit_rate@10', 'hit_rate@1%', 'mrr', 'mrr_plain', 'ndcg@10', 'coverage@10']),
    );
    expect(Object.keys(summary.metrics)).not.toContain('hit_rate@50');
    expect(told).toEqual([
      ...['preparing', 'training', 'epoch 1', 'epoch 2', 'epoch 3'],
      ...['measuring on the tune split', 'writing'],
    ]);
    const there = readdirSync(join(home, 'runs', run));
    expect(there).toEqual(expect.arrayContaining([...finalFiles, 'result.json']));
    expect(there).not.toContain('checkpoints');
    const { steps, epochs, preview } = runDetail(home, run);
    expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(preview!.rows).toHaveLength(10);
    for (const { query, neighbors } of preview!.rows) expect(neighbors).not.toContainEqual(query);
    // Once more is no work.
    expect(await trainRun({ home, run, signal: never })).toEqual(summary);
  });

  it('killed in a step, is interrupted and goes on to the same bits as an unbroken run (wasm)', async () => {
    const unbroken = newRun(home, 'pinsage', 5);
    await trainRun({ home, run: unbroken, signal: never });
    const run = newRun(home, 'pinsage', 5);
    // 4 steps an epoch, a checkpoint after each: step 6 is lost, step 7 torn.
    expect(await ended(startChild('self-killer.ts', [home, run, '6']))).toBe('SIGKILL');
    expect(runSummary(home, run)).toMatchObject({ state: 'interrupted', step: 6, error: null });
    appendFileSync(join(home, 'runs', run, 'curve.jsonl'), '{"step":7,"ep');
    expect(runSummary(home, run).step).toBe(6);
    const steps: number[] = [];
    const observer = { step: (_: string, { step }: { step: number }) => void steps.push(step) };
    await trainRun({ home, run, signal: never, observer });
    expect(steps[0]).toBe(5);
    expectSameTraining(run, unbroken);
  });

  it('killed with sampler threads at work, leaves none behind and goes on to the same bits', async () => {
    const unbroken = newRun(home, 'pinsage', 15);
    await trainRun({ home, run: unbroken, signal: never });
    const run = newRun(home, 'pinsage', 15, 'small', { workers: 2 });
    const child = startChild('self-killer.ts', [home, run, '6']);
    expect(await ended(child)).toBe('SIGKILL');
    expect(() => process.kill(child.pid!, 0)).toThrow('ESRCH');
    const controller = new AbortController();
    const step = (_: string, record: StepRecord): void => void (record.step === 9 && controller.abort());
    const cancelled = trainRun({ home, run, signal: controller.signal, observer: { step } });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    await trainRun({ home, run, signal: never });
    expectSameTraining(run, unbroken);
    const { steps, epochs } = runDetail(home, run);
    expect(steps.every(({ sampleSeconds, waitSeconds }) => sampleSeconds > 0 && waitSeconds >= 0)).toBe(true);
    const waited = steps.reduce((sum, { waitSeconds }) => sum + waitSeconds, 0);
    expect(epochs.reduce((sum, { waitSeconds }) => sum + waitSeconds, 0)).toBeCloseTo(waited, 6);
  });

  it('goes on from the checkpoint before when the newest is damaged, to the same bits', async () => {
    const unbroken = newRun(home, 'combined', 6);
    await trainRun({ home, run: unbroken, signal: never });
    const run = newRun(home, 'combined', 6);
    await ended(startChild('self-killer.ts', [home, run, '10']));
    writeFileSync(join(home, 'runs', run, 'checkpoints', 'step-000000008.safetensors'), 'damaged');
    await trainRun({ home, run, signal: never });
    for (const file of ['model.safetensors', 'embeddings.npy']) {
      expect(read(run, file)).toBe(read(unbroken, file));
    }
    expect(lines(run, 'curve.jsonl').map(({ step }) => step)).toEqual(
      lines(unbroken, 'curve.jsonl').map(({ step }) => step),
    );
    expect(lines(run, 'epochs.jsonl').map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  });

  it('cancelled, keeps a checkpoint of that very step and goes on from there', async () => {
    const unbroken = newRun(home, 'mean-pooling', 7);
    await trainRun({ home, run: unbroken, signal: never });
    const run = newRun(home, 'mean-pooling', 7);
    const controller = new AbortController();
    const observer = {
      step: (_: string, { step }: { step: number }) => {
        if (step === 7) controller.abort();
      },
    };
    await expect(trainRun({ home, run, signal: controller.signal, observer })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(runSummary(home, run)).toMatchObject({ state: 'cancelled', step: 7, error: null });
    await trainRun({ home, run, signal: never });
    expectSameTraining(run, unbroken);
    expect(existsSync(join(home, 'runs', run, 'cancelled.json'))).toBe(false);
  });

  it('remembers why it failed, and forgets it when it goes on', async () => {
    const run = newRun(home, 'combined', 8);
    let broken = true;
    const observer = {
      epoch() {
        if (broken) throw new Error('no more room');
      },
    };
    await expect(trainRun({ home, run, signal: never, observer })).rejects.toThrow('no more room');
    expect(runSummary(home, run)).toMatchObject({
      state: 'failed',
      error: { code: 'failed', message: 'no more room' },
    });
    broken = false;
    expect(await trainRun({ home, run, signal: never, observer })).toMatchObject({
      state: 'finished',
      error: null,
    });
  });

  it('tells an epoch once when it was stopped between the telling and the checkpoint of its end', async () => {
    const unbroken = newRun(home, 'combined', 9);
    await trainRun({ home, run: unbroken, signal: never });
    const run = newRun(home, 'combined', 9);
    const controller = new AbortController();
    const observer = {
      epoch(_: string, { epoch }: { epoch: number }) {
        if (epoch !== 2) return;
        controller.abort();
        throw new Error('stopped here');
      },
    };
    await expect(trainRun({ home, run, signal: controller.signal, observer })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(lines(run, 'epochs.jsonl').map(({ epoch }) => epoch)).toEqual([1, 2]);
    await trainRun({ home, run, signal: never });
    expectSameTraining(run, unbroken, [
      'model.safetensors',
      'features.npy',
      'embeddings.npy',
      'preview.json',
    ]);
  });

  it('is not held up by what a killed process with the same id left', async () => {
    const run = newRun(home, 'combined', 10);
    const folder = join(home, 'runs', run);
    mkdirSync(join(folder, 'checkpoints'));
    for (let n = 0; n < 1_000; n++) {
      writeFileSync(join(folder, `preview.json.${process.pid}-${n}.tmp`), '');
      writeFileSync(join(folder, 'checkpoints', `step-000000004.safetensors.${process.pid}-${n}.tmp`), '');
    }
    expect(await trainRun({ home, run, signal: never })).toMatchObject({ state: 'finished' });
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('does not train what another trains', async () => {
    const run = newRun(home);
    const lease = takeLease(join(home, 'runs', run))!;
    expect(runSummary(home, run).state).toBe('running');
    await expect(trainRun({ home, run, signal: never })).rejects.toMatchObject({ code: 'run-busy' });
    lease.release();
    expect(runSummary(home, run).state).toBe('interrupted');
  });

  it.each(['visual', 'annotation', 'random-walk'])(
    'finishes %s at once, its checkpoint the same for the same description',
    async (preset) => {
      const runs = [newRun(home, preset), newRun(home, preset)];
      for (const run of runs) await trainRun({ home, run, signal: never });
      const [a, b] = runs.map((run) => runSummary(home, run));
      expect(a).toMatchObject({ state: 'finished', trains: false, backend: 'none', step: 0, totalSteps: 0 });
      expect(a.checkpoint).toBe(b.checkpoint);
      expect(runDetail(home, runs[0]).preview!.rows).toHaveLength(10);
      expect(existsSync(join(home, 'runs', runs[0], 'embeddings.npy'))).toBe(preset !== 'random-walk');
    },
  );

  it('refuses data that are gone or not those that the run was made for', async () => {
    const run = newRun(home);
    removeDataset(home, 'small');
    const refused = { code: 'data-missing', message: expect.stringContaining(run) as unknown };
    await expect(trainRun({ home, run, signal: never })).rejects.toMatchObject(refused);
    await addDataset(home, 'small', 2);
    await expect(trainRun({ home, run, signal: never })).rejects.toMatchObject(refused);
    removeDataset(home, 'small');
    await addDataset(home, 'small', 1);
    await trainRun({ home, run, signal: never });
    rmSync(join(home, 'runs', run), { recursive: true });
  });
});
