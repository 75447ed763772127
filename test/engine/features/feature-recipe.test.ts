import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FeatureBlock } from '../../../engine/contract/datasets.ts';
import { readRecipe, writeRecipe } from '../../../engine/dataset/recipe-files.ts';
import { collect, streamOf } from '../../../engine/dataset/row-stream.ts';
import { computeFeatures } from '../../../engine/features/compute-features.ts';
import { featuresOf } from '../../../engine/features/feature-recipe.ts';
import { loadWordVectors } from '../../../engine/features/word-vectors.ts';
import type { BipartiteGraph } from '../../../engine/graph/bipartite-graph.ts';
import { gatheredAssets } from '../gathered-assets.ts';

const pictures = ['red', 'green', 'blue', 'black', 'white'].map((colour, i) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="${i + 3}" height="9" fill="${colour}"/></svg>`,
  ),
);
const titles = ['grinning face', 'cat face', 'qqqq', 'Cat', 'dog'];
const given = Float32Array.from({ length: 10 }, (_, i) => i - 3.7);
/** Degrees 0 to 4. */
const graph = { items: 5, itemIndptr: Uint32Array.of(0, 0, 1, 3, 6, 10) } as unknown as BipartiteGraph;
const source = {
  items: { titles, texts: [null, 'dog', null, null, null] },
  picture: (row: number) => pictures[row],
  pictures: 5,
  givenFeatures: streamOf(5, 2, given),
};

beforeAll(gatheredAssets, 60_000);

describe('the feature recipe of a data set', () => {
  it('gives an item that comes later, bit for bit, what the same item got at import, through the stored files', async () => {
    const features = await computeFeatures(source, graph, {});
    const data = await collect(features);
    const folder = mkdtempSync(join(tmpdir(), 'pinwise-recipe-'));
    writeRecipe(folder, features.recipe);
    const recipe = readRecipe(folder, { name: 'small' }, features.blocks, () => 4);
    for (let row = 0; row < 5; row++) {
      const again = await featuresOf(
        {
          ...{ title: titles[row], text: source.items.texts[row], picture: pictures[row] },
          ...{ given: given.subarray(2 * row, 2 * row + 2), degree: row },
        },
        features.blocks,
        recipe,
        loadWordVectors,
      );
      expect([...again]).toEqual([...data.subarray(row * features.dims, (row + 1) * features.dims)]);
    }
  });

  it('leaves 0 where the item brings nothing, and refuses features of another width', async () => {
    const { recipe, blocks } = await computeFeatures(source, graph, {});
    const bare = { title: 'zzzz', text: null, picture: null, degree: 0 };
    const zeros = await featuresOf({ ...bare, given: new Float32Array(2) }, blocks, recipe, loadWordVectors);
    expect(zeros.every((value) => value === 0)).toBe(true);
    await expect(
      featuresOf({ ...bare, given: new Float32Array(3) }, blocks, recipe, loadWordVectors),
    ).rejects.toMatchObject({
      code: 'bad-features',
      message: expect.stringContaining('2 numbers') as unknown,
    });
    const broken = { ...bare, given: new Float32Array(2), picture: Buffer.from('no picture') };
    await expect(featuresOf(broken, blocks, recipe, loadWordVectors)).rejects.toMatchObject({
      code: 'bad-picture',
    });
  });

  it('of an earlier version is refused with the cure where pictures or features need it, made up where degrees do', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pinwise-recipe-'));
    const read = (...names: FeatureBlock['name'][]) =>
      readRecipe(
        folder,
        { name: 'old' },
        names.map((name) => ({ name, start: 0, dims: 1 })),
        () => 4,
      );
    expect(() => read('visual', 'degree')).toThrow(/import the same data again/);
    expect(() => read('given')).toThrow(/features\.npy/);
    expect(read('text', 'degree').degree).toBeCloseTo(Math.log(5), 6);
  });
});
