import { beforeAll, describe, expect, it } from 'vitest';
import type { RunConfig } from '../../../engine/contract/runs.ts';
import type { Dataset } from '../../../engine/dataset/dataset.ts';
import { initialParameters } from '../../../engine/model/parameters.ts';
import type { SageConfig } from '../../../engine/model/presets/graphsage.ts';
import { embeddingScorer } from '../../../engine/retrieval/scorer.ts';
import { topK } from '../../../engine/retrieval/top-k.ts';
import { samplerOf } from '../../../engine/sampling/sampler-of.ts';
import { estimateTraining } from '../../../engine/training/estimate.ts';
import { sageTrainable } from '../../../engine/training/families/sage.ts';
import { settleConfig } from '../../../engine/training/settle-config.ts';
import { lossAndGradients } from '../../../engine/training/step.ts';
import { totalSteps, train } from '../../../engine/training/train.ts';
import type { TrainedModel } from '../../../engine/training/trained-model.ts';
import type { TrainingState } from '../../../engine/training/training.ts';
import { startBackend } from '../backend/start-backend.ts';
import { graphOf, plantedDataset } from './planted-dataset.ts';

const aggregators = ['gcn', 'mean', 'pool', 'lstm'] as const;
const small: RunConfig = {
  sampling: { neighbors1: 5, neighbors2: 4 },
  model: { hidden: 16, output: 8 },
  loss: { walks: 2 },
  training: { epochs: 4, batchSize: 64, learningRate: 0.01 },
};
const planted = plantedDataset({ clusters: 4, noise: 1.5 });

beforeAll(() => startBackend());

interface Trial {
  dataset?: Dataset;
  kept?: TrainingState[];
  stopAt?: number;
}

async function trial(
  aggregator: string,
  { dataset = planted, kept = [], stopAt }: Trial = {},
): Promise<{ model: TrainedModel; losses: number[] }> {
  const preset = `graphsage-${aggregator}`;
  const controller = new AbortController();
  const losses: number[] = [];
  const model = await train({
    ...{ dataset, preset, seed: 3, signal: controller.signal },
    config: settleConfig(dataset, preset, small),
    checkpoints: {
      save: (state) => Promise.resolve(void kept.push(structuredClone(state))),
      latest: () => Promise.resolve(kept.length > 0 ? structuredClone(kept[kept.length - 1]) : null),
    },
    observer: {
      step: ({ step, loss }) => {
        losses.push(loss);
        if (step === stopAt) controller.abort();
      },
      epoch: () => {},
    },
  });
  return { model, losses };
}

/** Share of the items' three nearest that are of their own cluster; the items without edges do not count. */
function purity({ embeddings }: TrainedModel): number {
  const { data, dims } = embeddings!;
  const items = data.length / dims;
  const scorer = embeddingScorer(data, dims);
  const scores = new Float32Array(items);
  let [found, asked] = [0, 0];
  for (let item = 0; item < items - 4; item++) {
    scorer.scores(item, scores);
    scores[item] = -Infinity;
    for (const { row } of topK(scores, 3)) {
      asked++;
      if (row % 4 === item % 4) found++;
    }
  }
  return found / asked;
}

describe.each(aggregators)('graphsage-%s', (aggregator) => {
  it('learns the planted clusters from walks alone; stopped and resumed it gives the same bytes', async () => {
    const whole = await trial(aggregator);
    const steps = totalSteps(planted, settleConfig(planted, `graphsage-${aggregator}`, small));
    expect(whole.losses).toHaveLength(steps);
    // The cosine of the features alone gives .62; chance is one in four.
    expect(purity(whole.model)).toBeGreaterThan(0.9);

    const kept: TrainingState[] = [];
    await expect(trial(aggregator, { kept, stopAt: 7 })).rejects.toMatchObject({ code: 'cancelled' });
    const resumed = await trial(aggregator, { kept });
    expect(resumed.losses).toHaveLength(steps - 7);
    expect(resumed.model.embeddings).toEqual(whole.model.embeddings);
  });

  it('the parts of a minibatch average to the gradient of the whole', () => {
    const preset = `graphsage-${aggregator}`;
    const config = settleConfig(planted, preset, small);
    const { model, objective, sampler } = sageTrainable(
      { dataset: planted, seed: 3, preset, config } as Parameters<typeof sageTrainable>[0],
      config as unknown as SageConfig,
    );
    const parameters = initialParameters([...model.parameters, ...objective.parameters], 3);
    const source = samplerOf(sampler);
    const of = (index: number, parts: number) =>
      lossAndGradients(model, objective, source.draw(5, { index, of: parts }), parameters);
    const whole = of(0, 1);
    const parts = [0, 1, 2].map((index) => of(index, 3));
    expect(parts.reduce((sum, { terms }) => sum + terms, 0)).toBe(whole.terms);
    for (const [name, gradient] of whole.gradients) {
      gradient.forEach((value, i) => {
        const mean = parts.reduce((sum, part) => sum + part.terms * part.gradients.get(name)![i], 0);
        expect(Math.abs(mean / whole.terms - value), name).toBeLessThan(1e-4);
      });
    }
  });
});

describe('a training of GraphSAGE', () => {
  it('on data without labels settles on walks, and what is asked for stands', () => {
    const config = settleConfig(planted, 'graphsage-mean', small);
    expect(config.loss).toMatchObject({ kind: 'walk', walks: 2, walkLength: 5, negatives: 20 });
    expect(config.training).toMatchObject({ epochs: 4, learningRate: 0.01 });
  });

  it('costs more steps with more walks, and more memory with more neighbours', () => {
    const estimate = (changes: RunConfig) =>
      estimateTraining(planted, settleConfig(planted, 'graphsage-lstm', changes));
    const plain = estimate({});
    expect(plain.steps).toBe(totalSteps(planted, settleConfig(planted, 'graphsage-lstm', {})));
    expect(plain.flopsPerStep).toBeGreaterThan(0);
    expect(estimate({ loss: { walks: 10 } }).steps).toBe(2 * plain.steps);
    expect(estimate({ model: { hidden: 512 } }).flopsPerStep).toBeGreaterThan(10 * plain.flopsPerStep);
  });

  it('on data without a neighbour to walk to is refused in words', async () => {
    const items = planted.items.count;
    const dataset = { ...planted, graph: graphOf(items, 1, [[0, 0]]) };
    await expect(trial('mean', { dataset })).rejects.toMatchObject({
      code: 'no-edges',
      message: expect.stringContaining('planted') as unknown,
    });
  });

  it('of items that know only each other, whose walks all come back, still makes pairs', async () => {
    const items = planted.items.count;
    const dataset = {
      ...planted,
      graph: graphOf(items, 1, [
        [0, 0],
        [1, 0],
      ]),
    };
    const { losses } = await trial('mean', { dataset });
    expect(losses.every(Number.isFinite)).toBe(true);
  });
});
