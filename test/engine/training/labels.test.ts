import { beforeAll, describe, expect, it } from 'vitest';
import { countLabels } from '../../../engine/dataset/count-labels.ts';
import type { Dataset } from '../../../engine/dataset/dataset.ts';
import { settleConfig } from '../../../engine/training/settle-config.ts';
import { totalSteps, train } from '../../../engine/training/train.ts';
import type { TrainedModel } from '../../../engine/training/trained-model.ts';
import { startBackend } from '../backend/start-backend.ts';
import { plantedDataset } from './planted-dataset.ts';

/**
 * Two groups, whose items are linked to their own kind. With `multi` every third item has the label "third" besides,
 * which a feature of its own tells.
 */
function labelled(multi = false): Dataset {
  const data = plantedDataset({ size: 24, dims: 6, noise: 0.4 });
  const items = data.items.count;
  const own = Array.from({ length: items }, (_, i) => (multi && i % 3 === 0 ? [i % 2, 2] : [i % 2]));
  if (multi) own.forEach((of, i) => (data.features.data[6 * i + 5] = of.length === 2 ? 3 : -3));
  const labels = {
    classes: multi ? ['a', 'b', 'third'] : ['a', 'b'],
    indptr: Uint32Array.from({ length: items + 1 }, (_, i) => own.slice(0, i).flat().length),
    indices: Uint32Array.from(own.flat()),
    multi,
  };
  const nodeSplit = Int8Array.from({ length: items }, (_, i) => (i < 16 ? 1 : i < 28 ? 2 : i < 40 ? 3 : 0));
  const manifest = { ...data.manifest, name: 'two', ...countLabels({ labels, nodeSplit }) };
  return { ...data, features: data.features, labels, nodeSplit, manifest };
}

/** A handful of features has none to spare. */
const small = {
  model: { hidden: 8, output: 8, inputDropout: 0, hiddenDropout: 0 },
  training: { epochs: 60, weightDecay: 0, learningRate: 0.03 },
};
async function trained(dataset: Dataset, preset: string): Promise<{ model: TrainedModel; losses: number[] }> {
  const losses: number[] = [];
  const model = await train({
    ...{ dataset, preset, seed: 3, config: settleConfig(dataset, preset, small) },
    checkpoints: { save: () => Promise.resolve(), latest: () => Promise.resolve(null) },
    observer: { step: () => {}, epoch: ({ loss }) => losses.push(loss) },
    signal: new AbortController().signal,
  });
  return { model, losses };
}

/** Items whose labels are told exactly, counted here from the predictions. */
function right({ labels }: Dataset, { predictions }: TrainedModel): number {
  const { data, classes } = predictions!;
  let count = 0;
  for (let item = 0; item < data.length / classes; item++) {
    const p = [...data.subarray(item * classes, (item + 1) * classes)];
    const told = labels!.multi ? p.flatMap((one, c) => (one > 0.5 ? [c] : [])) : [p.indexOf(Math.max(...p))];
    const truth = [...labels!.indices.subarray(labels!.indptr[item], labels!.indptr[item + 1])];
    if (told.join() === truth.join()) count++;
  }
  return count;
}

describe('training on labels', () => {
  beforeAll(() => startBackend());

  it.each(['gcn', 'mean', 'lstm', 'pool'])(
    'graphsage-%s learns two groups from 16 items to accuracy 1, on all items',
    async (aggregator) => {
      const dataset = labelled();
      const { model, losses } = await trained(dataset, `graphsage-${aggregator}`);
      expect(right(dataset, model)).toBe(dataset.items.count);
      expect(model.best.metrics.accuracy).toBe(1);
      expect(losses.at(-1)).toBeLessThan(losses[0] / 2);
      expect([...model.parameters.keys()].slice(-2)).toEqual(['head.labels.weight', 'head.labels.bias']);
    },
    60_000,
  );

  it('several labels an item are told by themselves', async () => {
    const dataset = labelled(true);
    const { model } = await trained(dataset, 'graphsage-mean');
    expect(right(dataset, model)).toBeGreaterThan(0.9 * dataset.items.count);
    expect(model.best.metrics.micro_f1).toBeGreaterThan(0.9);
    expect(model.equation).toContain('predictions = sigmoid(z H + h)');
  }, 60_000);

  it('the settings for labels hold where none were given, and the kind is decided once', () => {
    const config = settleConfig(labelled(), 'graphsage-mean', { training: { learningRate: 0.1 } });
    expect(config.loss.kind).toBe('labels');
    expect(config.training).toMatchObject({ learningRate: 0.1, decay: 1, warmupEpochs: 0, epochs: 40 });
    expect(config.model).toMatchObject({ hiddenDropout: 0.5, aggregator: 'mean' });
    const walk = settleConfig(labelled(), 'graphsage-mean', { loss: { kind: 'walk' } });
    expect([walk.loss.kind, walk.model.hiddenDropout, walk.training.weightDecay]).toEqual(['walk', 0, 0]);
    expect(settleConfig(plantedDataset(), 'graphsage-mean', {}).loss.kind).toBe('walk');
  });

  it('trains on the train items, or on all that are neither tune nor test', () => {
    const changes = { training: { epochs: 5, batchSize: 8 } };
    const steps = (useRest: boolean): number =>
      totalSteps(
        labelled(),
        settleConfig(labelled(), 'graphsage-gcn', { training: { ...changes.training, useRest } }),
      );
    expect([steps(false), steps(true)]).toEqual([5 * 2, 5 * 3]);
  });

  it('says what is missing where there are no labels', async () => {
    const config = { loss: { kind: 'labels' } };
    const dataset = plantedDataset();
    await expect(
      train({
        ...{ dataset, preset: 'graphsage-mean', seed: 0, config },
        checkpoints: { save: () => Promise.resolve(), latest: () => Promise.resolve(null) },
        observer: { step: () => {}, epoch: () => {} },
        signal: new AbortController().signal,
      }),
    ).rejects.toMatchObject({ code: 'no-labels' });
  });
});
