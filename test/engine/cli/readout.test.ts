/** Walks alone on a plain graph, then a read-out of the labels, through the command line. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../root.ts';
import { gatheredAssets } from '../gathered-assets.ts';
import { jsonOf, pinwiseIn } from './terminal.ts';

interface Row {
  run: string | null;
  nodes: { train: number; tune: number; test: number };
  dims: number;
  micro_f1: { tune: number; test: number };
}

beforeAll(async () => {
  process.env.PINWISE_HOME = mkdtempSync(join(tmpdir(), 'pinwise-readout-'));
  await gatheredAssets();
  await jsonOf(['data', 'import', join(root, 'test', 'fixtures', 'plain-graph'), '--as', 'graph']);
  await jsonOf(['data', 'import', join(root, 'test', 'fixtures', 'boards'), '--as', 'boards']);
}, 120_000);

describe('pinwise readout', () => {
  it('reads the labels from embeddings that saw none of them, beside the raw features', async () => {
    const sets = ['loss.kind=walk', 'model.hidden=16', 'model.output=8', 'training.learningRate=0.01'];
    const trained = (await jsonOf([
      ...['train', '--data', 'graph', '--preset', 'graphsage-mean', '--as', 'walks', '--epochs', '10'],
      ...sets.flatMap((set) => ['--set', set]),
    ])) as { config: Record<string, Record<string, unknown>> };
    expect(trained.config.loss.kind).toBe('walk');
    const { runs } = (await jsonOf(['readout', 'walks'])) as { runs: Row[] };
    expect(runs.map(({ run }) => run)).toEqual([null, 'walks']);
    expect(runs[1]).toMatchObject({ nodes: { train: 12, tune: 6, test: 10 }, dims: 8 });
    expect(runs[1].micro_f1.test).toBeGreaterThanOrEqual(0.8);
    const full = (await jsonOf(['readout', 'walks', '--split', 'full'])) as { runs: Row[] };
    expect(full.runs[1].nodes.train).toBeGreaterThan(12);
    const { out } = await pinwiseIn(['readout', 'walks']);
    expect(out).toMatch(/raw features +graph/);
  });

  it('refuses a run on data without labels in words, with exit code 2', async () => {
    await jsonOf(['train', '--data', 'boards', '--preset', 'annotation', '--as', 'plain']);
    const { code, err } = await pinwiseIn(['readout', 'plain']);
    expect(code).toBe(2);
    expect(err).toContain('boards has no labels');
  });
});
