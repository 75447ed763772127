/** The marks from outside as whole models: bpr, itemknn and ease on planted clusters. */
import { describe, expect, it } from 'vitest';
import type { RunConfig } from '../../../engine/contract/runs.ts';
import type { Dataset } from '../../../engine/dataset/dataset.ts';
import { totalSteps, train } from '../../../engine/training/train.ts';
import type { CheckpointStore, TrainingObserver, TrainingState } from '../../../engine/training/training.ts';
import { plantedDataset } from './planted-dataset.ts';

const data = plantedDataset({ clusters: 3, size: 12 });
const bprOf = (changes: RunConfig = {}): RunConfig => ({
  model: { factors: 8 },
  training: { epochs: 40, batchSize: 50, learningRate: 0.2 },
  loss: {},
  ...changes,
});

interface Told {
  losses: number[];
  epochs: { epoch: number; measured: boolean }[];
}

async function trained(
  config: RunConfig,
  o: {
    dataset?: Dataset;
    preset?: string;
    store?: CheckpointStore;
    stopAt?: number;
    told?: Told;
    seed?: number;
  } = {},
) {
  const controller = new AbortController();
  const observer: TrainingObserver = {
    step({ loss }, { step }) {
      o.told?.losses.push(loss);
      if (step === o.stopAt) controller.abort();
    },
    epoch: ({ epoch }, embeddings) => void o.told?.epochs.push({ epoch, measured: embeddings !== null }),
  };
  return train({
    ...{ dataset: o.dataset ?? data, preset: o.preset ?? 'bpr', config, seed: o.seed ?? 3, observer },
    checkpoints: o.store ?? memory(),
    signal: controller.signal,
  });
}

function memory(): CheckpointStore {
  let kept: TrainingState | null = null;
  return {
    save(state) {
      kept = structuredClone(state);
      return Promise.resolve();
    },
    latest: () => Promise.resolve(kept),
  };
}

const tablesOf = (model: Awaited<ReturnType<typeof trained>>) =>
  [...model.parameters].map(([name, { data: values }]) => [name, [...values]]);

describe('bpr', () => {
  it('learns planted clusters: every neighbour of an item with edges is of its cluster', async () => {
    const told: Told = { losses: [], epochs: [] };
    const { embeddings, answers, best } = await trained(bprOf(), { told });
    expect(answers).toBe('embeddings');
    expect(told.losses.at(-1)).toBeLessThan(told.losses[0] / 4);
    // The last item of each cluster has no edges.
    const linked = data.items.count - 3;
    const { data: z, dims } = embeddings!;
    const score = (a: number, b: number): number => {
      let sum = 0;
      for (let d = 0; d < dims; d++) sum += z[a * dims + d] * z[b * dims + d];
      return sum;
    };
    for (let q = 0; q < linked; q++) {
      const others = [...new Array<undefined>(linked).keys()].filter((i) => i !== q);
      const nearest = others.sort((a, b) => score(q, b) - score(q, a)).slice(0, 10);
      expect(nearest.every((i) => i % 3 === q % 3)).toBe(true);
    }
    expect(best.metrics.mrr_plain).toBeGreaterThan(0);
    expect(z.subarray(linked * dims).every((value) => value === 0)).toBe(true);
  });

  it('counts its steps over the edges, and measures every tenth epoch and the last', async () => {
    const told: Told = { losses: [], epochs: [] };
    const config = bprOf({ training: { epochs: 24, batchSize: 25, learningRate: 0.1 } });
    // 33 items with two edges each: 66 edges, three steps an epoch.
    expect(totalSteps(data, config)).toBe(72);
    await trained(config, { told });
    expect(told.losses).toHaveLength(72);
    expect(told.epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
    expect(told.epochs.filter(({ measured }) => measured).map(({ epoch }) => epoch)).toEqual([10, 20, 24]);
  });

  it('stopped and resumed ends with the very same numbers; another seed does not', async () => {
    const whole = await trained(bprOf());
    const store = memory();
    await expect(trained(bprOf(), { store, stopAt: 37 })).rejects.toMatchObject({ code: 'cancelled' });
    const resumed = await trained(bprOf(), { store });
    expect(tablesOf(resumed)).toEqual(tablesOf(whole));
    expect(resumed.embeddings).toEqual(whole.embeddings);
    expect(tablesOf(await trained(bprOf(), { seed: 4 }))).not.toEqual(tablesOf(whole));
  });

  it('answers by what its equation says, from the parameters that it leaves', async () => {
    const { parameters, embeddings, equation } = await trained(bprOf());
    const factors = parameters.get('items.vector')!.data;
    const scale = (row: number): number => {
      const own = factors.subarray(row * 8, row * 8 + 8);
      return equation.includes('L2 norm') ? Math.hypot(...own) || 1 : 1;
    };
    embeddings!.data.forEach((value, at) =>
      expect(value).toBeCloseTo(factors[at] / scale(Math.floor(at / 8)), 6),
    );
  });

  it('without a tune split keeps the last epoch', async () => {
    const { best } = await trained(bprOf(), {
      dataset: plantedDataset({ clusters: 3, size: 12, tune: false }),
    });
    expect(best).toEqual({ epoch: 40, metrics: {} });
  });

  it('says where it diverged, and that edges are needed', async () => {
    const wild = bprOf({
      training: { epochs: 40, batchSize: 50, learningRate: 10 },
      loss: { regularization: 10 },
    });
    await expect(trained(wild)).rejects.toMatchObject({
      code: 'diverged',
      message: expect.stringMatching(/at step \d+: the loss is not a finite number/) as unknown,
    });
    const bare = { ...data, graph: { ...data.graph, edges: 0 } };
    await expect(trained(bprOf(), { dataset: bare })).rejects.toMatchObject({ code: 'no-edges' });
  });
});

describe.each(['itemknn', 'ease'])('%s', (preset) => {
  it('answers with neighbours of the same cluster, nothing for an item without edges', async () => {
    const { answers, embeddings, neighborhoods, parameters, best } = await trained({}, { preset });
    expect([answers, embeddings, parameters.size]).toEqual(['neighbors', null, 0]);
    const { width, neighbors } = neighborhoods!;
    const last = data.items.count - 1;
    neighbors.forEach((neighbor, at) => {
      const item = Math.floor(at / width);
      if (item === last) expect(neighbor).toBe(-1);
      else if (neighbor >= 0) expect(neighbor % 3).toBe(item % 3);
    });
    expect(best.epoch).toBe(0);
    expect(best.metrics.mrr_plain).toBeGreaterThan(0);
    expect(totalSteps(data, {})).toBe(0);
  });
});
