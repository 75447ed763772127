/** A plain graph with labels, all through the command line: import, supervised training, evaluation, export. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readNpy } from '../../../engine/dataset/npy.ts';
import { decodeSafetensors } from '../../../engine/export/safetensors.ts';
import { root } from '../../root.ts';
import { gatheredAssets } from '../gathered-assets.ts';
import { jsonOf, pinwiseIn } from './terminal.ts';

type Estimates = Record<string, { value: number; low: number; high: number }>;
interface Trained {
  run: string;
  config: Record<string, Record<string, unknown>>;
  epochs: { epoch: number; loss: number }[];
  final: Estimates;
}
interface Evaluated {
  split: { queries: number; labelled: number };
  runs: { run: string; n_queries: number; metrics: Estimates }[];
  differences: { metric: string }[];
}

const home = mkdtempSync(join(tmpdir(), 'pinwise-labels-'));
const fixture = join(root, 'test', 'fixtures', 'plain-graph');
const small = ['model.hidden=8', 'model.output=8'].flatMap((set) => ['--set', set]);
const train = async (name: string, ...more: string[]): Promise<Trained> =>
  (await jsonOf([
    ...['train', '--data', 'graph', '--preset', 'graphsage-mean', '--as', name, '--seed', '1'],
    ...[...small, ...more],
  ])) as Trained;

beforeAll(async () => {
  process.env.PINWISE_HOME = home;
  await gatheredAssets();
  await jsonOf(['data', 'import', fixture, '--as', 'graph']);
  await train('two', '--epochs', '2');
}, 120_000);

describe('a plain graph with labels', () => {
  it('is imported whole, with classes and their split', async () => {
    expect(await jsonOf(['data', 'show', 'graph'])).toMatchObject({
      ...{ plain: true, items: 30, contexts: 70, pairs: { train: 0, tune: 0, test: 0 } },
      labels: { classes: 2, labelled: 29, multi: false },
      nodeSplit: { train: 12, tune: 6, test: 10 },
    });
    const { out } = await pinwiseIn(['data', 'show', 'graph']);
    expect(out).toMatch(/labels +2 classes \(one an item\) on 29 items: 12 train, 6 tune, 10 test/);
  });

  it('trains on the labels, which the stored configuration says, and measures them on the tune split', async () => {
    // Dropout on twelve nodes makes the loss of two epochs a matter of chance.
    const steady = ['--set', 'model.inputDropout=0', '--set', 'model.hiddenDropout=0'];
    const { config, epochs, final } = await train('again', '--epochs', '2', ...steady);
    expect(config.loss.kind).toBe('labels');
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
    expect(epochs[1].loss).toBeLessThan(epochs[0].loss);
    expect(Object.keys(final)).toEqual(['accuracy', 'micro_f1']);
    expect(final.accuracy.low).toBeLessThanOrEqual(final.accuracy.value);
    const asked = await train('asked', '--epochs', '1', '--set', 'loss.kind=labels');
    expect(asked.config.loss.kind).toBe('labels');
  });

  it('a longer training tells the two groups apart on the test split', async () => {
    await train('long', '--epochs', '60');
    const found = (await jsonOf(['evaluate', 'long', 'two', '--split', 'test'])) as Evaluated;
    expect(found.split).toMatchObject({ queries: 0, labelled: 10 });
    expect(found.runs.map(({ run }) => run)).toEqual(['long', 'two']);
    expect(found.runs[0].metrics.accuracy.value).toBeGreaterThanOrEqual(0.9);
    expect(found.runs[0].metrics.micro_f1).toEqual(found.runs[0].metrics.accuracy);
    expect(found.differences.map(({ metric }) => metric)).toEqual(['accuracy', 'micro_f1']);
    const { out } = await pinwiseIn(['evaluate', 'long']);
    expect(out).toContain('10 labelled test items; in brackets the 95% interval');
    expect(out).toMatch(/accuracy +[01]\.\d+/);
  });

  it('exports what its predictions follow from: softmax of embeddings, weight and bias', async () => {
    const to = join(home, 'export');
    const { files } = (await jsonOf(['export', 'two', '--to', to])) as { files: string[] };
    expect(files).toEqual(
      expect.arrayContaining(['model.safetensors', 'embeddings.npy', 'neighbors.npy', 'predictions.npy']),
    );
    const config = JSON.parse(readFileSync(join(to, 'config.json'), 'utf8')) as {
      classes: string[];
      equation: string;
    };
    expect(config.classes).toEqual(['reader', 'writer']);
    expect(config.equation).toContain('predictions = softmax(z H + h)');
    const { tensors } = decodeSafetensors(readFileSync(join(to, 'model.safetensors')), 'model');
    const [weight, bias] = ['weight', 'bias'].map((name) => tensors.get(`head.labels.${name}`)!);
    const [z, told] = ['embeddings', 'predictions'].map((name) => readNpy(join(to, `${name}.npy`)));
    const [items, dims] = z.shape;
    expect([weight.shape, bias.shape, told.shape]).toEqual([[dims, 2], [2], [items, 2]]);
    for (let item = 0; item < items; item++) {
      const scores = [0, 1].map((c) =>
        Array.from({ length: dims }, (_, j) => z.data[item * dims + j] * weight.data[2 * j + c]).reduce(
          (sum, value) => sum + value,
          bias.data[c],
        ),
      );
      const p = 1 / (1 + Math.exp(scores[1] - scores[0]));
      expect(told.data[2 * item]).toBeCloseTo(p, 5);
      expect(told.data[2 * item + 1]).toBeCloseTo(1 - p, 5);
    }
  });

  it('answers with nearest items too; a preset of pairs says what is missing', async () => {
    const { items } = (await jsonOf(['recommend', 'two', '--query', 'n0', '-k', '3'])) as {
      items: unknown[];
    };
    expect(items).toHaveLength(3);
    const refused = await pinwiseIn(['train', '--data', 'graph', '--preset', 'pinsage', '--as', 'pairs']);
    expect(refused.code).not.toBe(0);
    expect(refused.err).toMatch(/graph has no training pairs; add a pairs file, or use a graphsage preset/);
    await jsonOf(['train', '--data', 'graph', '--preset', 'random-walk', '--as', 'walk']);
    const none = await pinwiseIn(['evaluate', 'walk']);
    expect(none.err).toMatch(/no test pairs/);
  });
});

it('leaves no run of what cannot be trained on these data', async () => {
  const refused = ['train', '--data', 'graph', '--as', 'refused', '--preset'];
  expect(await pinwiseIn([...refused, 'visual'])).toMatchObject({ code: 2, out: '' });
  expect(await pinwiseIn(['runs', 'show', 'refused'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('there is no run "refused"') as string,
  });
  await jsonOf([...refused, 'itemknn']);
});
