import { beforeAll, describe, expect, it } from 'vitest';
import { collect, streamOf } from '../../../engine/dataset/row-stream.ts';
import { computeFeatures } from '../../../engine/features/compute-features.ts';
import type { FeatureOptions, FeatureSource } from '../../../engine/features/compute-features.ts';
import { loadWordVectors } from '../../../engine/features/word-vectors.ts';
import type { BipartiteGraph } from '../../../engine/graph/bipartite-graph.ts';
import { gatheredAssets } from '../gathered-assets.ts';

const colours = ['red', 'green', 'blue', 'black', 'white'];
const pictures = colours.map((colour, i) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="${i + 3}" height="9" fill="${colour}"/></svg>`,
  ),
);
const titles = ['grinning face', 'cat face', 'qqqq', 'Cat', ''];
/** Degrees 0 to 4. */
const graph = { items: 5, itemIndptr: Uint32Array.of(0, 0, 1, 3, 6, 10) } as unknown as BipartiteGraph;

const source = (changes: Partial<FeatureSource> = {}): FeatureSource => ({
  items: { titles, texts: titles.map(() => null) },
  picture: (row) => pictures[row],
  pictures: 5,
  givenFeatures: null,
  ...changes,
});
const made = async (draft: FeatureSource, options: FeatureOptions = {}) => {
  const features = await computeFeatures(draft, graph, options);
  return { ...features, data: await collect(features) };
};
const row = (features: { data: Float32Array; dims: number }, i: number, start: number, dims: number) => [
  ...features.data.subarray(i * features.dims + start, i * features.dims + start + dims),
];

beforeAll(gatheredAssets, 60_000);

describe('computeFeatures', () => {
  it('puts blocks side by side: picture, title, given, degree', async () => {
    const given = Float32Array.from({ length: 10 }, (_, i) => i);
    const features = await made(source({ givenFeatures: streamOf(5, 2, given) }));
    expect(features.blocks).toEqual([
      { name: 'visual', start: 0, dims: 4 },
      { name: 'text', start: 4, dims: 100 },
      { name: 'given', start: 104, dims: 2 },
      { name: 'degree', start: 106, dims: 1 },
    ]);
    const degrees = [0, 1, 2, 3, 4].map((i) => row(features, i, 106, 1)[0]);
    degrees.forEach((value, i) => expect(value).toBeCloseTo(Math.log(1 + i) / Math.log(5), 6));
    const lengths = [0, 1, 2, 3, 4].map((i) => Math.hypot(...row(features, i, 104, 2)));
    expect(lengths.reduce((a, b) => a + b) / 5).toBeCloseTo(1, 5);
  });

  it('leaves the nodes of a plain graph with given features nothing but these', async () => {
    const given = Float32Array.from({ length: 10 }, (_, i) => i);
    const plain = { pictures: 0, plain: true };
    const features = await made(source({ ...plain, givenFeatures: streamOf(5, 2, given) }));
    expect(features.blocks).toEqual([{ name: 'given', start: 0, dims: 2 }]);
    const without = await made(source(plain));
    expect(without.blocks.map(({ name }) => name)).toEqual(['text', 'degree']);
  });

  it('makes a title the direction of the mean of its words, without any known word zeros', async () => {
    const { rows, data } = loadWordVectors();
    const features = await made(source({ pictures: 0 }));
    expect(features.blocks.map(({ name }) => name)).toEqual(['text', 'degree']);
    const [cat, face] = ['cat', 'face'].map((word) => rows.get(word)! * 100);
    const sum = Array.from({ length: 100 }, (_, i) => data[cat + i] + data[face + i]);
    const length = Math.hypot(...sum);
    row(features, 1, 0, 100).forEach((value, i) => expect(value).toBeCloseTo(sum[i] / length, 5));
    expect(row(features, 2, 0, 100)).toEqual(new Array(100).fill(0));
    expect(row(features, 4, 0, 100)).toEqual(new Array(100).fill(0));
  });

  it('tells of a picture that does not decode and gives its item zeros', async () => {
    const bad: number[] = [];
    const features = await made(
      source({ picture: (i) => (i === 2 ? Buffer.from('no picture') : pictures[i]) }),
      { onBadPicture: (i) => bad.push(i) },
    );
    expect(bad).toEqual([2]);
    expect(features.blocks[0]).toEqual({ name: 'visual', start: 0, dims: 3 });
    expect(row(features, 2, 0, 3)).toEqual([0, 0, 0]);
    expect(row(features, 1, 0, 3)).not.toEqual([0, 0, 0]);
  });

  it('has the same numbers each time', async () => {
    const [one, two] = [await made(source()), await made(source())];
    expect(one.data).toEqual(two.data);
    expect([one.blocks, one.recipe]).toEqual([two.blocks, two.recipe]);
  });

  it('stops at once when cancelled', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const work = computeFeatures(source(), graph, {
      signal: controller.signal,
      onProgress: (done) => {
        seen.push(done);
        if (done === 2) controller.abort();
      },
    });
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen).toEqual([1, 2]);
  });
});
