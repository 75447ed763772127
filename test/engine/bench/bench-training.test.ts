import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { benchGraph } from '../../../engine/bench/bench-graph.ts';
import { benchEmbedding, benchSampling, benchSteps } from '../../../engine/bench/bench-training.ts';
import { samplerOf } from '../../../engine/sampling/sampler-of.ts';
import { neighborTables } from '../../../engine/sampling/neighborhoods.ts';
import { startBackend } from '../backend/start-backend.ts';
import { jsonOf, pinwiseIn } from '../cli/terminal.ts';

beforeAll(() => startBackend());
const sizes = { items: 60, contexts: 12, features: 4, seed: 1 };
const work = {
  data: benchGraph(sizes),
  ...{ hidden: 6, out: 5, layers: 2, neighbors: 4, walks: 10, walkLength: 3, restart: 0.5 },
  ...{ batch: 8, negatives: 6, steps: 3, workers: 0, keep: false, seed: 1 },
};
const folder = mkdtempSync(join(tmpdir(), 'pinwise-bench-'));
const file = (name: string, data: Uint32Array | Float32Array): string => {
  writeFileSync(join(folder, name), new Uint8Array(data.buffer));
  return join(folder, name);
};

it('measures sampling, steps and embedding', async () => {
  expect((await benchSampling(work)).sample_nodes_per_s).toBeGreaterThan(0);
  const step = await benchSteps(work);
  expect(step.step_ms).toBeCloseTo(step.compute_ms + step.wait_ms, 6);
  expect(step.loss).toBeGreaterThan(0);
  // A thread is let run ahead for two steps more before the measuring begins.
  const ahead = await benchSteps({ ...work, workers: 1 });
  expect(ahead.loss).toBe((await benchSteps({ ...work, steps: 5 })).loss);
  expect((await benchEmbedding(work)).embed_nodes_per_s).toBeGreaterThan(0);
});

it('draws neighbours anew for each step, whoever asks, unless told to keep them', () => {
  const { graph } = work.data;
  const options = { neighbors: 4, walks: 10, hops: 3, restart: 0.5, pooling: 'importance' as const };
  const pairs = { query: new Uint32Array(10), item: new Uint32Array(10).fill(1) };
  const sampler = (fresh: boolean) =>
    samplerOf({
      ...{ seed: 1, features: work.data.features, dropout: 0 },
      examples: { kind: 'pairs', pairs, items: 2, batchSize: 1, negatives: 1 },
      blocks: { kind: 'importance', graph, options, layers: 1, tables: neighborTables(60, 4), fresh },
    });
  const edges = (fresh: boolean, step: number) => sampler(fresh).draw(step).blocks[0].nodes;
  expect(edges(true, 0)).toEqual(edges(true, 0));
  expect(edges(true, 0)).not.toEqual(edges(true, 1));
  expect(edges(false, 0)).toEqual(edges(false, 1));
});

it('reads raw files, and says what is wrong with them', async () => {
  const edges = file('edges', Uint32Array.of(0, 0, 1, 0, 2, 1));
  const feats = file('feats', Float32Array.of(1, 2, 3, 4, 5, 6));
  const { graph, features } = benchGraph({ ...sizes, edges, feats, items: 3, contexts: 2, features: 2 });
  expect([...graph.itemIndices]).toEqual([0, 0, 1]);
  expect([...features.data]).toEqual([1, 2, 3, 4, 5, 6]);
  const command = ['bench', 'sample', '--edges', edges, '--feats', feats, '--contexts', '2', '--steps', '1'];
  const wrong = await pinwiseIn([...command, '--items', '3', '--features', '3']);
  expect(wrong).toMatchObject({
    code: 2,
    err: expect.stringContaining('6 numbers, and 3 items of 3') as string,
  });
  const outside = await pinwiseIn([...command, '--items', '2', '--features', '2']);
  expect(outside).toMatchObject({ code: 2, err: expect.stringContaining('--items') as string });
  const found = await jsonOf([
    ...command,
    '--items',
    '3',
    '--features',
    '2',
    '--batch',
    '2',
    '--negatives',
    '1',
  ]);
  expect(found).toMatchObject({ workers: 0, keep: false, sample_nodes_per_s: expect.any(Number) as number });
});
