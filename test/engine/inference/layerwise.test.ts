import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { readNpy, writeNpy } from '../../../engine/dataset/npy.ts';
import { memoryEdges, npyEdges } from '../../../engine/inference/edge-source.ts';
import { embedLayerwise } from '../../../engine/inference/layerwise.ts';
import type { LayerwiseOptions } from '../../../engine/inference/layerwise.ts';
import { memoryRows, newNpyRows, npyRows } from '../../../engine/dataset/row-store.ts';
import { groupEnds, groupOf } from '../../../engine/inference/stages/join.ts';
import { convolveStages } from '../../../engine/model/convolve.ts';
import { graphSpecs } from '../../../engine/model/graph-model.ts';
import { head } from '../../../engine/model/head.ts';
import { initialParameters } from '../../../engine/model/parameters.ts';
import { startBackend } from '../backend/start-backend.ts';

beforeAll(() => startBackend());

const [ITEMS, DIMS, WIDTH, HIDDEN, OUTPUT] = [9000, 24, 6, 16, 8];
const sizes = { layers: 2, hidden: HIDDEN, output: OUTPUT };
const parameters = initialParameters(graphSpecs(DIMS, sizes), 3);
const rng = random(1, 'layerwise');
const features = Float32Array.from({ length: ITEMS * DIMS }, () => rng.normal());
const neighbors = new Int32Array(ITEMS * WIDTH).fill(-1);
const weights = new Float32Array(ITEMS * WIDTH);
for (let item = 0; item < ITEMS; item++) {
  const count = item % (WIDTH + 1);
  for (let t = 0; t < count; t++) {
    neighbors[item * WIDTH + t] = rng.below(ITEMS);
    weights[item * WIDTH + t] = 1 / count;
  }
}
const table = { items: ITEMS, width: WIDTH, neighbors, weights };
const common = {
  layers: convolveStages(2, HIDDEN),
  head: { output: OUTPUT, apply: head },
  parameters,
} satisfies Partial<LayerwiseOptions>;

async function inMemory(more: Partial<LayerwiseOptions> = {}): Promise<Float32Array> {
  const into = memoryRows(ITEMS, OUTPUT);
  const rows = memoryRows(ITEMS, DIMS, features);
  await embedLayerwise({ ...common, rows, edges: memoryEdges(table), into, ...more });
  return into.whole!;
}

/** Features and neighbours as files. */
function files(): { folder: string; options: Pick<LayerwiseOptions, 'rows' | 'edges'> } {
  const folder = mkdtempSync(join(tmpdir(), 'pinwise-layerwise-'));
  const path = (name: string): string => join(folder, name);
  writeNpy(path('features.npy'), [ITEMS, DIMS], features);
  writeNpy(path('neighbors.npy'), [ITEMS, WIDTH], neighbors);
  writeNpy(path('weights.npy'), [ITEMS, WIDTH], weights);
  return {
    folder,
    options: {
      rows: npyRows(path('features.npy')),
      edges: npyEdges(path('neighbors.npy'), path('weights.npy')),
    },
  };
}

describe('inference layer by layer', () => {
  it('gives the same bytes from files in little memory as in memory, and writes them as .npy', async () => {
    const { folder, options } = files();
    const path = join(folder, 'embeddings.npy');
    const into = newNpyRows(path, ITEMS, OUTPUT);
    await embedLayerwise({ ...common, ...options, into, memory: 50_000 });
    into.close();
    const { shape, data } = readNpy(path);
    expect(shape).toEqual([ITEMS, OUTPUT]);
    const expected = await inMemory();
    expect(Buffer.from(data.buffer).equals(Buffer.from(expected.buffer))).toBe(true);
    expect(expected.some((value) => value !== 0)).toBe(true);
  });

  it.each([50_000, 2 ** 30])('maps each item once in each layer (budget %i)', async (memory) => {
    const mapped = [0, 0];
    const updated = [0, 0];
    const layers = common.layers.map((layer, k) => ({
      ...layer,
      map: ((h, p) => ((mapped[k] += h.shape[0]), layer.map(h, p))) as typeof layer.map,
      update: ((own, ...rest) => (
        (updated[k] += own.shape[0]),
        layer.update(own, ...rest)
      )) as typeof layer.update,
    }));
    await inMemory({ layers, memory });
    expect(mapped).toEqual([ITEMS, ITEMS]);
    expect(updated).toEqual([ITEMS, ITEMS]);
  });

  it('goes on after the last whole layer when it was stopped, and ends with the same bytes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pinwise-resume-'));
    const work = { folder: join(folder, 'work'), key: 'a' };
    const controller = new AbortController();
    const stopped = inMemory({
      ...{ memory: 50_000, work, signal: controller.signal },
      onProgress: (done) => done === 2 && controller.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(work.folder)).toContain('layer-0.f32');

    const mapped = [0, 0];
    const layers = common.layers.map((layer, k) => ({
      ...layer,
      map: ((h, p) => ((mapped[k] += h.shape[0]), layer.map(h, p))) as typeof layer.map,
    }));
    const done = await inMemory({ memory: 50_000, work, layers });
    expect(mapped).toEqual([0, ITEMS]);
    expect(Buffer.from(done.buffer).equals(Buffer.from((await inMemory()).buffer))).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('starts anew for another key', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'pinwise-resume-')), 'work');
    const controller = new AbortController();
    await expect(
      inMemory({
        ...{ memory: 50_000, work: { folder, key: 'a' }, signal: controller.signal },
        onProgress: (done) => done === 2 && controller.abort(),
      }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    writeFileSync(join(folder, 'layer-0.f32'), 'of another run');
    const done = await inMemory({ memory: 50_000, work: { folder, key: 'b' } });
    expect(Buffer.from(done.buffer).equals(Buffer.from((await inMemory()).buffer))).toBe(true);
  });
});

describe('the join', () => {
  const edges = {
    indptr: Uint32Array.of(0, 2, 2, 5),
    indices: Uint32Array.of(70, 3, 70, 9, 3),
    weights: Float32Array.of(1, 2, 3, 4, 5),
  };

  it('names each source once, ascending, and keeps the order of the edges', () => {
    const group = groupOf(edges);
    expect([...group.sources]).toEqual([3, 9, 70]);
    expect([...group.edges.indices]).toEqual([2, 0, 2, 1, 0]);
    expect(group.edges.weights).toBe(edges.weights);
  });

  it('cuts destinations into groups of few edges, at least one destination each', () => {
    expect(groupEnds(edges, 5)).toEqual([3]);
    expect(groupEnds(edges, 2)).toEqual([2, 3]);
    expect(groupEnds(edges, 0)).toEqual([1, 2, 3]);
  });
});
