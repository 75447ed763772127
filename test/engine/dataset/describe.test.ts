import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DatasetDetail } from '../../../engine/contract/datasets.ts';
import { datasetDetail, datasetSummary, itemCard } from '../../../engine/dataset/describe.ts';
import { openDataset } from '../../../engine/dataset/open-dataset.ts';
import { importHome } from './import-home.ts';

const { home, folderOf, importOf } = importHome();
const boards = join(import.meta.dirname, '..', '..', 'fixtures', 'boards');

describe('what people see', () => {
  it('cards, pictures, quantiles, histograms and health of the fixture, counted by hand', async () => {
    await importOf(boards, { name: 'from-folder' });
    const dataset = openDataset(home, 'from-folder');
    expect(itemCard(dataset, 1)).toEqual({
      row: 1,
      id: 'b,2',
      title: 'a "blue" mug',
      picture: 'pictures/from-folder/1',
      degree: 1,
    });
    expect(datasetSummary(dataset).mosaic.map(({ row }) => row)).toEqual([0, 1]);
    // Without any pictures, titles stand for the items.
    const bare = { ...dataset, manifest: { ...dataset.manifest, pictures: 0 } };
    expect(datasetSummary(bare).mosaic.map(({ row }) => row)).toEqual([0, 1, 2, 3, 4, 5]);
    const detail = datasetDetail(dataset);
    expect(DatasetDetail.parse(detail)).toEqual(detail);
    // Degrees of items 2 1 1 2 1 0, of contexts 3 2 2 0; numpy.quantile, rounded down.
    expect(detail.quantiles.item).toEqual([0, 0, 1, 1, 1, 2, 2, 2]);
    expect(detail.quantiles.context).toEqual([0, 0, 1, 2, 2, 2, 2, 3]);
    expect(detail.itemDegrees).toEqual([
      { degree: 0, count: 1 },
      { degree: 1, count: 3 },
      { degree: 2, count: 2 },
    ]);
    const health = new Map(detail.health.map((note) => [note.code, note]));
    expect(health.get('isolated-items')?.rows).toEqual([5]);
    expect(health.get('items-without-picture')).toMatchObject({ rows: [2, 3, 4, 5], severity: 'warn' });
    expect(health.has('few-train-pairs')).toBe(true);
    expect(health.has('same-titles')).toBe(false);
  });

  it('says what hurts in sentences: a giant context, contexts of one item, titles shared or missing', async () => {
    const ids = Array.from({ length: 300 }, (_, i) => `i${i}`);
    const folder = folderOf({
      'items.csv': `id,title\n${ids.map((id, i) => `${id},${i < 2 ? 'Same' : i === 2 ? '' : id}\n`).join('')}`,
      'edges.csv': `item,context\n${ids
        .slice(0, 299)
        .map((id) => `${id},all\n`)
        .join('')}i1,lonely\n`,
      'pairs.csv': 'query,item,split\ni1,i2,train\ni3,i4,test\n',
    });
    await importOf(folder, { name: 'unhealthy' });
    const { health } = datasetDetail(openDataset(home, 'unhealthy'));
    const byCode = Object.fromEntries(health.map((note) => [note.code, note]));
    expect(byCode['isolated-items'].rows).toEqual([299]);
    expect(byCode['giant-contexts'].message).toContain('"all" with 299 items');
    expect(byCode['giant-contexts'].rows).toHaveLength(200);
    expect(byCode['lonely-contexts'].rows).toEqual([1]);
    expect(byCode['same-titles'].rows).toEqual([0, 1]);
    expect(byCode['items-without-title'].rows).toEqual([2]);
    expect(Object.keys(byCode)).toEqual(
      expect.arrayContaining(['few-train-pairs', 'no-tune-pairs', 'few-test-pairs']),
    );
    expect(health.every(({ message }) => message.endsWith('.'))).toBe(true);
  });
});
