import { beforeAll, describe, expect, it } from 'vitest';
import { tf } from '../../../engine/backend/tf.ts';
import type { EpochRecord, RunConfig, StepRecord } from '../../../engine/contract/runs.ts';
import type { Dataset } from '../../../engine/dataset/dataset.ts';
import { evaluateScorers } from '../../../engine/evaluate/evaluate-scorers.ts';
import { resolveConfig } from '../../../engine/model/resolve-config.ts';
import { embeddingScorer, walkScorer } from '../../../engine/retrieval/scorer.ts';
import { topK } from '../../../engine/retrieval/top-k.ts';
import { assertEmbeddings, assertParameters } from '../../../engine/training/step.ts';
import { totalSteps, train } from '../../../engine/training/train.ts';
import type { TrainedModel } from '../../../engine/training/trained-model.ts';
import type { TrainingObserver, TrainingState } from '../../../engine/training/training.ts';
import { startBackend } from '../backend/start-backend.ts';
import { plantedDataset } from './planted-dataset.ts';

const small: RunConfig = {
  model: { hidden: 16, output: 8, inputDropout: 0.3 },
  loss: { negatives: 20 },
  training: { epochs: 4, batchSize: 64, learningRate: 0.01 },
};
const planted = plantedDataset();

beforeAll(() => startBackend());

/** Checkpoints in memory, copied as a file would. */
function memoryStore(kept: TrainingState[] = []) {
  return {
    kept,
    save(state: TrainingState) {
      kept.push(structuredClone(state));
      return Promise.resolve();
    },
    latest: () => Promise.resolve(kept.length > 0 ? structuredClone(kept[kept.length - 1]) : null),
  };
}

interface Trial {
  dataset?: Dataset;
  preset?: string;
  changes?: RunConfig;
  seed?: number;
  store?: ReturnType<typeof memoryStore>;
  signal?: AbortSignal;
  observer?: Partial<TrainingObserver>;
}

function trial(options: Trial = {}): Promise<TrainedModel> {
  const { dataset = planted, preset = 'pinsage', changes = small, seed = 0, observer } = options;
  const known = Object.keys(resolveConfig(preset, {}));
  const config = resolveConfig(
    preset,
    Object.fromEntries(Object.entries(changes).filter(([k]) => known.includes(k))),
  );
  return train({
    dataset,
    preset,
    config,
    seed,
    checkpoints: options.store ?? memoryStore(),
    observer: { step: () => {}, epoch: () => {}, ...observer },
    signal: options.signal ?? new AbortController().signal,
  });
}

const bytes = (data: Float32Array): Buffer => Buffer.from(data.buffer, data.byteOffset, data.byteLength);

function expectSameBytes(a: TrainedModel, b: TrainedModel): void {
  expect([...a.parameters.keys()]).toEqual([...b.parameters.keys()]);
  for (const [name, { data }] of a.parameters) {
    expect(bytes(data).equals(bytes(b.parameters.get(name)!.data)), name).toBe(true);
  }
  expect(bytes(a.embeddings!.data).equals(bytes(b.embeddings!.data))).toBe(true);
}

/** Aborts after `steps` steps; resolves with the code of the error. */
async function stopAfter(
  steps: number,
  store: ReturnType<typeof memoryStore>,
  preset: string,
  changes = small,
): Promise<string> {
  const controller = new AbortController();
  let seen = 0;
  const step = (): void => void (++seen === steps && controller.abort());
  const failed = await trial({ preset, changes, store, signal: controller.signal, observer: { step } }).catch(
    (error: { code: string }) => error.code,
  );
  return failed as string;
}

describe('a planted data set of two clusters', () => {
  // Each held-out item has 19 positives of 39 others: perfect = every one of its first 19 is a positive.
  const ladder = ['pinsage', 'mean-pooling-hard', 'mean-pooling', 'mean-pooling-xent', 'max-pooling'];
  it.each([...ladder, 'combined'])('%s puts every positive first', async (preset) => {
    // Half of the negatives are positives in truth, and cross-entropy sums over them: few, and more epochs.
    const xent = { loss: { negatives: 4 }, training: { ...small.training, epochs: 12 } };
    const changes = { ...small, ...(preset === 'mean-pooling-xent' && xent) };
    const { embeddings } = await trial({ preset, changes });
    const scorer = embeddingScorer(embeddings!.data, embeddings!.dims);
    const scores = new Float32Array(planted.items.count);
    for (const query of new Set(planted.pairs.test.query)) {
      scorer.scores(query, scores);
      const first = topK(scores, 19, [query]).map(({ row }) => row % 2);
      expect(first).toEqual(Array(19).fill(query % 2));
    }
  });

  it('pinsage learns from the graph where features say nothing, and the perceptron cannot', async () => {
    const dataset = plantedDataset({ clusters: 4, size: 15, noise: Infinity, dims: 6 });
    const hit = async (preset: string): Promise<number> => {
      const changes = { ...small, training: { ...small.training, epochs: 20 } };
      const { embeddings } = await trial({ dataset, preset, changes });
      const { data, dims } = embeddings!;
      const scorers = [{ run: preset, scorer: embeddingScorer(data, dims) }];
      const { runs } = await evaluateScorers({ dataset, scorers, split: 'test', ks: [14] });
      return runs[0].metrics['hit_rate@14'].value;
    };
    expect(await hit('pinsage')).toBeGreaterThan(0.8);
    expect(await hit('combined')).toBeLessThan(0.5);
  });

  it.each(['pinsage', 'combined'])(
    '%s learns a vector for each item where the data have no content',
    async (preset) => {
      const dataset = plantedDataset({ dims: 1, noise: Infinity, block: 'degree' });
      const changes = { ...small, training: { ...small.training, epochs: 20 } };
      const model = await trial({ dataset, preset, changes });
      expect(model.parameters.get('items.vector')!.shape).toEqual([40, 32]);
      expect(model.features.dims).toBe(33);
      // Train items are told apart by what they were labelled with; held-out ones can only by their neighbours.
      const scores = new Float32Array(40);
      embeddingScorer(model.embeddings!.data, model.embeddings!.dims).scores(20, scores);
      expect(topK(scores, 11, [20]).map(({ row }) => row % 2)).toEqual(Array(11).fill(0));
    },
  );

  it('the loss falls from epoch to epoch', async () => {
    const losses: number[] = [];
    // With many clusters few of the random negatives are positives in truth, which no model can put lower.
    const dataset = plantedDataset({ clusters: 20, size: 10 });
    await trial({ dataset, observer: { epoch: (record: EpochRecord) => void losses.push(record.loss) } });
    expect(losses).toHaveLength(4);
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
    expect(losses[3]).toBeLessThan(losses[0] / 2);
  });
});

describe('a training can be made again', () => {
  it.each(['pinsage', 'combined'])(
    '%s: the same seed gives the same bytes, another seed others',
    async (preset) => {
      const [a, b, c] = [await trial({ preset }), await trial({ preset }), await trial({ preset, seed: 1 })];
      expectSameBytes(a, b);
      expect(bytes(a.embeddings!.data).equals(bytes(c.embeddings!.data))).toBe(false);
    },
  );

  it.each([
    ['pinsage', 'in the middle of an epoch', 7],
    ['pinsage', 'at the end of an epoch', 8],
    ['combined', 'in the middle of an epoch', 3],
  ])('%s stopped %s and resumed ends bit for bit where an unbroken one ends', async (preset, _, steps) => {
    const stepsPerEpoch = totalSteps(planted, resolveConfig(preset, { training: small.training })) / 4;
    expect(stepsPerEpoch).toBe(8);
    const store = memoryStore();
    expect(await stopAfter(steps, store, preset)).toBe('cancelled');
    expect(store.kept.at(-1)!.step).toBe(steps);
    const records: StepRecord[] = [];
    const resumed = await trial({ preset, store, observer: { step: (record) => void records.push(record) } });
    expect(records[0].step).toBe(steps + 1);
    expect(records.at(-1)!.step).toBe(4 * stepsPerEpoch);
    expectSameBytes(resumed, await trial({ preset }));
  });

  it.each(['pinsage', 'combined', 'graphsage-mean'])(
    '%s: threads that sample change no bit, resumed or not',
    async (preset) => {
      const changes = { ...small, training: { ...small.training, workers: 2 } };
      const records: StepRecord[] = [];
      const step = (record: StepRecord): void => void records.push(record);
      const unbroken = await trial({ preset });
      expectSameBytes(await trial({ preset, changes, observer: { step } }), unbroken);
      for (const { sampleSeconds, waitSeconds, idleSeconds } of records) {
        expect(sampleSeconds).toBeGreaterThan(0);
        expect(waitSeconds).toBeGreaterThanOrEqual(0);
        expect(idleSeconds).toBeGreaterThanOrEqual(0);
      }
      const store = memoryStore();
      expect(await stopAfter(11, store, preset, changes)).toBe('cancelled');
      expectSameBytes(await trial({ preset, changes, store }), unbroken);
    },
  );

  it('of a finished training only the embeddings are computed again', async () => {
    const store = memoryStore();
    const whole = await trial({ store });
    const step = (): void => expect.unreachable();
    expectSameBytes(await trial({ store, observer: { step, epoch: step } }), whole);
  });
});

describe('what goes wrong', () => {
  it('a cancelled training stops at the next step and leaves a checkpoint of it', async () => {
    const store = memoryStore();
    expect(await stopAfter(1, store, 'pinsage')).toBe('cancelled');
    expect(store.kept.map(({ step }) => step)).toEqual([1]);
  });

  it('a parameter that is no number stops it, with step and tensor named', async () => {
    const store = memoryStore();
    await stopAfter(2, store, 'combined');
    store.kept.at(-1)!.tensors.get('mlp.0.weight')!.data[3] = NaN;
    await expect(trial({ preset: 'combined', store })).rejects.toMatchObject({
      code: 'diverged',
      message: expect.stringMatching(/step 3: (the loss|the gradient of mlp)/) as string,
    });
  });

  it('an update that breaks a parameter, and embeddings that are no numbers, are named with their step', () => {
    const data = Float32Array.of(1, Infinity);
    const parameters = new Map([['conv.0.Q.weight', { shape: [2], data }]]);
    expect(() => assertParameters(parameters, 4)).toThrow(/step 4: the parameter conv\.0\.Q\.weight is not/);
    expect(() => assertEmbeddings(Float32Array.of(0, NaN), 9)).toThrow(/step 9: a value of the embeddings/);
  });

  it('data without training pairs or without a picture say so', async () => {
    const pairs = { ...planted.pairs, train: planted.pairs.train };
    pairs.train = { query: new Uint32Array(0), item: new Uint32Array(0) };
    await expect(trial({ dataset: { ...planted, pairs } })).rejects.toMatchObject({ code: 'no-pairs' });
    await expect(trial({ preset: 'visual' })).rejects.toMatchObject({ code: 'no-features' });
  });
});

describe('records and results', () => {
  it('without tune pairs the last epoch is kept and nothing is measured', async () => {
    const epochs: EpochRecord[] = [];
    const dataset = plantedDataset({ tune: false });
    const { best } = await trial({ dataset, observer: { epoch: (record) => void epochs.push(record) } });
    expect(best).toEqual({ epoch: 4, metrics: {} });
    expect(epochs.map(({ tune }) => tune)).toEqual([{}, {}, {}, {}]);
  });

  it('the epoch with the best plain MRR on the tune split is kept', async () => {
    const epochs: EpochRecord[] = [];
    const dataset = plantedDataset({ clusters: 6, noise: 3, seed: 3 });
    const { best } = await trial({ dataset, observer: { epoch: (record) => void epochs.push(record) } });
    const curve = epochs.map(({ tune }) => tune.mrr_plain);
    expect(best.epoch).toBe(1 + curve.indexOf(Math.max(...curve)));
    expect(best.metrics.mrr_plain).toBe(Math.max(...curve));
  });

  it('stops where patience ends, keeps the best epoch, and stops there again when resumed', async () => {
    const dataset = plantedDataset({ clusters: 6, noise: 3, seed: 3 });
    const training = { ...small.training, epochs: 30, patience: 2 };
    const epochs: EpochRecord[] = [];
    const observer = { epoch: (record: EpochRecord) => void epochs.push(record) };
    const store = memoryStore();
    const changes = { ...small, training };
    const stopped = await trial({ dataset, changes, store, observer });
    const curve = epochs.map(({ tune }) => tune.mrr_plain);
    expect(epochs.length).toBeLessThan(30);
    expect(epochs.length).toBe(stopped.best.epoch + 2);
    expect(curve.indexOf(Math.max(...curve))).toBe(stopped.best.epoch - 1);
    expectSameBytes(await trial({ dataset, changes, store, observer }), stopped);
    expect(epochs).toHaveLength(curve.length);
  });

  it('no tensor is left in the backend', async () => {
    await trial();
    const before = tf.memory().numTensors;
    await trial();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('symmetric pairs count once in each direction, whichever directions are given', () => {
    const config = resolveConfig('pinsage', { training: { epochs: 1, batchSize: 1 } });
    const one = { query: Uint32Array.of(0, 1, 2), item: Uint32Array.of(1, 0, 4) };
    const withPairs = (symmetric: boolean): Dataset => {
      const dataset = plantedDataset({ symmetric });
      return { ...dataset, pairs: { ...dataset.pairs, train: one } };
    };
    expect(totalSteps(withPairs(false), config)).toBe(3);
    expect(totalSteps(withPairs(true), config)).toBe(4);
  });

  it('the random walk has no vectors and ranks as its scorer does', async () => {
    const model = await trial({ preset: 'random-walk' });
    expect(model.embeddings).toBeNull();
    const scores = new Float32Array(planted.items.count);
    walkScorer(planted.graph, { hops: 3, restart: 0.5 }).scores(2, scores);
    expect(scores[4]).toBeGreaterThan(0);
    expect(scores[5]).toBe(0);
  });
});
