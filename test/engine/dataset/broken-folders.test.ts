import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeNpy } from '../../../engine/dataset/npy.ts';
import { openDataset } from '../../../engine/dataset/open-dataset.ts';
import { brokenFiles } from './broken-files.ts';
import { brokenImages, svg, withImages } from './broken-images.ts';
import { brokenRows } from './broken-rows.ts';
import { importHome, smallFolder } from './import-home.ts';

const { home, root, folderOf, importOf, failureOf, stored } = importHome();
const cases = [...brokenRows, ...brokenFiles, ...brokenImages];

describe('every kind of broken folder', () => {
  writeFileSync(join(root, 'outside.svg'), svg);

  it.each(cases)(
    '$what: stops with file and row, leaves nothing',
    async ({ files, file, row, code, says }) => {
      const failure = await failureOf(folderOf(smallFolder(files)));
      expect(failure.code).toBe('bad-data');
      expect(failure.message).toMatch(says);
      expect(
        failure.message.startsWith(row === null ? `${file}: ` : `${file} row ${row}: `),
        failure.message,
      ).toBe(true);
      expect(failure.details[0]).toMatchObject({ file, row, code });
      expect(failure.message).not.toMatch(/ and \d+ more/);
    },
  );

  it.each(cases)('$what: skipped, or refused where nothing can be done', async (broken) => {
    const folder = folderOf(smallFolder(broken.files));
    if (broken.left === null) {
      const failure = await failureOf(folder, { onError: 'skip' });
      expect(failure.message).toMatch(broken.says);
      return;
    }
    const name = `skipped-${cases.indexOf(broken)}`;
    const manifest = await importOf(folder, { onError: 'skip', name });
    const { train, ...left } = broken.left;
    expect(manifest).toMatchObject(left);
    if (train !== undefined) expect(manifest.pairs.train).toBe(train);
    expect(manifest.warnings).toContainEqual(
      expect.objectContaining({ file: broken.file, row: broken.row, code: broken.code }),
    );
    const { items, graph, features, pairs } = openDataset(home, name);
    expect([items.count, graph.items, features.rows]).toEqual([
      manifest.items,
      manifest.items,
      manifest.items,
    ]);
    for (const rows of [pairs.train.query, pairs.train.item, pairs.test.query]) {
      expect(rows.every((r) => r < items.count)).toBe(true);
    }
  });

  it('a link out of the folder is as good as a path out of it, also through a linked folder', async () => {
    const folder = folderOf(
      smallFolder({ 'items.csv': withImages('link.svg', 'sub/outside.svg', 'fine.svg') }),
    );
    symlinkSync(join(root, 'outside.svg'), join(folder, 'link.svg'));
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real', 'x.svg'), svg);
    symlinkSync(root, join(folder, 'sub'));
    symlinkSync(join(folder, 'real', 'x.svg'), join(folder, 'fine.svg'));
    const { details, message } = await failureOf(folder);
    expect(details.map(({ row, code }) => [row, code])).toEqual([
      [2, 'image-outside'],
      [3, 'image-outside'],
    ]);
    expect(message).toContain('and 1 more problem');
  });

  it('features stay with their items when items before them are left out', async () => {
    const files = smallFolder({
      'items.csv': 'id,title\na,1\na,2\nb,3\nc\nc,4\nd,5\n',
      'features.npy': encodeNpy([6, 1], Float32Array.of(10, 11, 20, NaN, 30, 40)),
    });
    await importOf(folderOf(files), { onError: 'skip', name: 'aligned' });
    const { items, features } = openDataset(home, 'aligned');
    const given = features.blocks.find(({ name }) => name === 'given')!;
    const values = [0, 1, 2, 3].map((row) => features.data[row * features.dims + given.start]);
    expect([0, 1, 2, 3].map(items.id)).toEqual(['a', 'b', 'c', 'd']);
    // Scaled by one factor for the whole block.
    expect(values.map((value) => Math.round((value / values[0]) * 10))).toEqual([10, 20, 30, 40]);
  });

  it('all problems are told, at most 1,000 one by one, and counted', async () => {
    const bad = Array.from({ length: 1500 }, (_, i) => `nobody${i},x\n`).join('');
    const folder = folderOf(smallFolder({ 'edges.csv': `item,context\na,x\n${bad}b,x\n` }));
    const failure = await failureOf(folder);
    expect(failure.message).toMatch(
      /^edges.csv row 3: there is no item "nobody0".*\(and 1499 more problems\)$/,
    );
    expect(failure.details.length).toBeGreaterThan(900);
    expect(failure.details.length).toBeLessThanOrEqual(1000);
    const manifest = await importOf(folder, { onError: 'skip', name: 'many' });
    expect(manifest).toMatchObject({ edges: 2, skipped: 1500 });
    expect(manifest.warnings.length).toBeLessThanOrEqual(1000);
    expect(manifest.warnings).toContainEqual(expect.objectContaining({ code: 'more' }));
  });

  it('edges given twice count once, weights summed: rows in = edges + skipped', async () => {
    const edges = 'item,context,weight\na,x,1\nb,x,1\na,x,2.5\nc,y,1\na,x,1\n';
    const manifest = await importOf(folderOf(smallFolder({ 'edges.csv': edges })), { name: 'merged' });
    expect(manifest).toMatchObject({ edges: 3, skipped: 2 });
    expect(manifest.warnings).toMatchObject([{ file: 'edges.csv', row: 4, code: 'duplicate-edge' }]);
    expect([...openDataset(home, 'merged').graph.itemWeights!]).toEqual([4.5, 1, 1]);
  });

  it('a full disk is told with what is needed, and leaves nothing', async () => {
    const { storeDataset } = await import('../../../engine/dataset/store-dataset.ts');
    const { streamOf } = await import('../../../engine/dataset/row-stream.ts');
    const { readFolder } = await import('../../../engine/dataset/read-folder.ts');
    const draft = await readFolder(folderOf(smallFolder()), { name: 'full', onError: 'stop' });
    const before = stored();
    const none = { ...streamOf(4, 1, new Float32Array(4)), blocks: [] };
    await expect(storeDataset(home, draft, none, new Date(), { freeBytes: 1e6 })).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/needs \d+ MiB.*1 MiB are free/) as string,
    });
    expect(stored()).toEqual(before);
  });
});
