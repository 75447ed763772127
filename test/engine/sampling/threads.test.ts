import { afterEach, describe, expect, it } from 'vitest';
import type { Batch } from '../../../engine/sampling/batch.ts';
import { openFeed } from '../../../engine/sampling/batch-feed.ts';
import type { BatchFeed, FeedOptions } from '../../../engine/sampling/batch-feed.ts';
import { neighborTables } from '../../../engine/sampling/neighborhoods.ts';
import { samplerOf } from '../../../engine/sampling/sampler-of.ts';
import type { SamplerSpec } from '../../../engine/sampling/sampler-of.ts';
import { inSharedMemory, pack, packedBytes, unpack } from '../../../engine/sampling/threads/pack.ts';
import { plantedGraph } from './planted-graph.ts';

const { graph } = plantedGraph(false);
const options = { neighbors: 5, walks: 20, hops: 3, restart: 0.5, pooling: 'importance' as const };
const dims = 3;
const features = { dims, data: Float32Array.from({ length: graph.items * dims }, (_, i) => i + 1) };
const query = Uint32Array.from({ length: 23 }, (_, i) => i);

const spec = (): SamplerSpec => ({
  ...{ seed: 3, features, dropout: 0.4 },
  examples: {
    kind: 'pairs',
    pairs: { query, item: query.map((row) => row + 1) },
    ...{ items: graph.items, batchSize: 10, negatives: 7 },
  },
  blocks: { kind: 'importance', graph, options, layers: 2, tables: neighborTables(graph.items, 5) },
});

let feed: BatchFeed;
const open = (more: Partial<FeedOptions> = {}): BatchFeed =>
  (feed = openFeed({ spec: spec(), first: 0, end: 30, workers: 2, ...more }));
afterEach(() => feed?.close());

describe('sampler threads', () => {
  it.each([1, 2, 3])('%i of them give the bytes of the own thread, step by step', async (workers) => {
    const sampler = samplerOf(spec());
    const part = { index: 1, of: 2 };
    open({ workers, first: 4, end: 20, part });
    for (let step = 4; step < 20; step++) {
      const { batch, release } = await feed.next();
      expect(batch).toEqual(sampler.draw(step, part));
      expect(batch.input.data.buffer).toBeInstanceOf(SharedArrayBuffer);
      release();
    }
  });

  it('leave a batch alone until it is given back, and are two ahead at most', async () => {
    const sampler = samplerOf(spec());
    open({ workers: 1 });
    const first = await feed.next();
    const second = await feed.next();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(first.batch).toEqual(sampler.draw(0));
    expect(second.batch).toEqual(sampler.draw(1));
    first.release();
    const third = await feed.next();
    expect(third.batch).toEqual(sampler.draw(2));
    expect(third.idleSeconds).toBeGreaterThan(0.15);
    expect(third.waitSeconds).toBeLessThan(third.idleSeconds);
  });

  it('a thread that fails ends the training with its reason', async () => {
    const broken = spec();
    const blocks = { ...broken.blocks!, tables: neighborTables(1, 5) };
    open({ spec: { ...broken, blocks }, workers: 1 });
    const drained = async (): Promise<void> => {
      for (;;) (await feed.next()).release();
    };
    await expect(drained()).rejects.toMatchObject({
      code: 'sampler-failed',
      message: expect.stringMatching(/thread ended unexpectedly \(.*index.*\).*resume/) as string,
    });
  });

  it('a wait for a batch ends when it is cancelled', async () => {
    open({ workers: 1 });
    const controller = new AbortController();
    const batches = [await feed.next(), await feed.next()];
    expect(batches).toHaveLength(2);
    const third = feed.next(controller.signal);
    controller.abort();
    await expect(third).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('packing', () => {
  const value = {
    count: 3,
    none: null,
    list: [{ a: Uint32Array.of(1, 2) }, { a: new Uint32Array(0) }],
    named: { f: Float32Array.of(0.5), i: Int32Array.of(-1, 7) },
  };

  it('gives back what was packed, through a message', () => {
    const buffer = new SharedArrayBuffer(packedBytes(value));
    expect(buffer.byteLength).toBe(20);
    const packed = structuredClone(pack(value, buffer));
    expect(unpack(packed, buffer)).toEqual(value);
    expect((unpack(packed, buffer) as Batch & typeof value).named.f.buffer).toBe(buffer);
  });

  it('puts each array in shared memory once, and what is there already nowhere else', () => {
    const once = inSharedMemory({ a: value.named, b: value.named.f });
    expect(once).toEqual({ a: value.named, b: value.named.f });
    expect(once.a.f).toBe(once.b);
    expect(inSharedMemory(once).a.f).toBe(once.a.f);
    expect(() => inSharedMemory({ d: new Float64Array(1) })).toThrow('Float64Array');
  });
});
