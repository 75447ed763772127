import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Pairs } from '../../../engine/dataset/dataset.ts';
import { listDatasets, readManifest, removeDataset } from '../../../engine/dataset/list-datasets.ts';
import { encodeNpy } from '../../../engine/dataset/npy.ts';
import { openDataset } from '../../../engine/dataset/open-dataset.ts';
import { DatasetManifest } from '../../../engine/contract/datasets.ts';
import { picturePath } from '../../../engine/contract/store-layout.ts';
import { importHome, smallFolder } from './import-home.ts';

const { home, root, folderOf, importOf, failureOf, stored } = importHome();
const boards = join(import.meta.dirname, '..', '..', 'fixtures', 'boards');
const now = new Date('2026-01-02T03:04:05Z');
const listed = ({ query, item }: Pairs): number[][] => [...query].map((q, i) => [q, item[i]]);

describe('a folder, imported and opened', () => {
  it('has what the folder says: ids with commas, quotes, line breaks and Unicode, weights, pictures', async () => {
    const manifest = await importOf(boards, { now });
    expect(DatasetManifest.parse(manifest)).toEqual(manifest);
    expect(manifest).toMatchObject({
      name: 'boards',
      title: 'Things at home',
      credit: 'Made for this test',
      importedAt: now.toISOString(),
      items: 6,
      contexts: 4,
      edges: 7,
      isolated: 1,
      weighted: true,
      pictures: 2,
      pairs: { train: 2, tune: 1, test: 2 },
      warnings: [],
      skipped: 0,
    });

    const { items, contexts, graph, pairs, features } = openDataset(home, 'boards');
    expect([0, 1, 2, 3, 4, 5].map(items.id)).toEqual(['a1', 'b,2', 'ç3', '😀', 'e5', 'alone']);
    expect(items.title(1)).toBe('a "blue" mug');
    expect([items.text(0), items.text(1)]).toEqual([null, 'for tea,\nand coffee']);
    expect([0, 1, 2].map(items.hasPicture)).toEqual([true, true, false]);
    expect([items.find('😀'), items.find('nobody')]).toEqual([3, -1]);
    expect([0, 1, 2, 3].map(contexts.id)).toEqual(['k', 'g', 'x\ny', 'empty']);
    expect(contexts.title(1)).toBe('Garden & terrace');
    expect(contexts.find('x\ny')).toBe(2);
    expect([...graph.itemIndptr]).toEqual([0, 2, 3, 4, 6, 7, 7]);
    expect([...graph.itemIndices]).toEqual([0, 2, 0, 1, 1, 2, 0]);
    expect([...graph.itemWeights!]).toEqual([2, 1, 0.5, 1, 1.5, 3, 0]);
    expect([...graph.contextIndptr]).toEqual([0, 3, 5, 7, 7]);
    expect([...graph.contextIndices]).toEqual([0, 1, 4, 2, 3, 0, 3]);
    expect([...graph.contextWeights!]).toEqual([2, 0.5, 0, 1, 1.5, 1, 3]);
    expect([listed(pairs.train), listed(pairs.tune), listed(pairs.test)]).toEqual([
      [
        [0, 1],
        [1, 0],
      ],
      [[3, 2]],
      [
        [2, 4],
        [4, 2],
      ],
    ]);
    expect([features.rows, features.dims]).toEqual([6, manifest.features.dims]);
    expect(readFileSync(join(home, picturePath('boards', 1)))).toEqual(
      readFileSync(join(boards, 'pictures', 'blue.svg')),
    );
    expect(readFileSync(join(home, 'datasets', 'boards', 'item-extra.txt'), 'utf8')).toContain(
      '"shelf":"garden"',
    );
  });

  it('is opened once, and anew when another comes under its name', async () => {
    const first = openDataset(home, 'boards');
    expect(openDataset(home, 'boards')).toBe(first);
    removeDataset(home, 'boards');
    expect(() => openDataset(home, 'boards')).toThrow(expect.objectContaining({ code: 'no-dataset' }));
    await importOf(folderOf(smallFolder()), { name: 'boards' });
    expect(openDataset(home, 'boards').items.count).toBe(4);
  });

  it('takes tables as JSON Lines and gzipped just the same', async () => {
    const csv = await importOf(folderOf(smallFolder()), { name: 'as-csv', now });
    const jsonl = await importOf(
      folderOf(
        smallFolder({
          'edges.csv': null,
          'edges.jsonl': ['a,x', 'b,x', 'b,y', 'c,y', 'd,y']
            .map((edge) => `{"item":"${edge[0]}","context":"${edge[2]}"}\n`)
            .join(''),
        }),
      ),
      { name: 'as-jsonl', now },
    );
    expect(jsonl.fingerprint).toBe(csv.fingerprint);
    expect(jsonl.split).toBe(csv.split);
  });

  it('its fingerprint changes with ids, edges, weights, features and pairs; its split with pairs only', async () => {
    const variants = [
      smallFolder(),
      smallFolder({ 'edges.csv': 'item,context\na,x\nb,x\nb,y\nc,y\nd,x\n' }),
      smallFolder({ 'edges.csv': 'item,context,weight\na,x,2\nb,x,1\nb,y,1\nc,y,1\nd,y,1\n' }),
      smallFolder({ 'pairs.csv': 'query,item,split\na,b,train\nb,c,tune\nd,c,test\n' }),
      smallFolder({ 'features.npy': encodeNpy([4, 1], Float32Array.of(1, 2, 3, 4)) }),
    ];
    const made: DatasetManifest[] = [];
    for (const [i, files] of variants.entries())
      made.push(await importOf(folderOf(files), { name: `variant-${i}` }));
    expect(new Set(made.map(({ fingerprint }) => fingerprint)).size).toBe(5);
    expect(made.map(({ split }) => split === made[0].split)).toEqual([true, true, true, false, true]);
  });

  it('a name that is taken is refused before anything is read; a bad name too', async () => {
    expect(await failureOf(folderOf(smallFolder()), { name: 'as-csv' })).toMatchObject({
      code: 'dataset-exists',
    });
    expect(await failureOf(folderOf(smallFolder()), { name: '../out' })).toMatchObject({ code: 'bad-name' });
    expect(await failureOf(join(root, 'nowhere'))).toMatchObject({ code: 'no-source' });
    expect(await failureOf(join(folderOf(smallFolder()), 'items.csv'))).toMatchObject({
      ...{ code: 'no-source', message: expect.stringContaining('give the folder that it lies in') as string },
    });
  });

  it('two imports under one name at once: one wins, the other is told, nothing else is left', async () => {
    const [a, b] = await Promise.allSettled(
      [0, 1].map(() => importOf(folderOf(smallFolder()), { name: 'twice' })),
    );
    const lost = [a, b].filter((result) => result.status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(lost[0]).toMatchObject({ reason: { code: 'dataset-exists' } });
    expect(stored().filter((name) => name.startsWith('.'))).toEqual([]);
    expect(openDataset(home, 'twice').items.count).toBe(4);
  });
});

describe('an archive', () => {
  const entries = (): Zippable =>
    Object.fromEntries(
      readdirSync(boards, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => {
          const path = join(entry.parentPath, entry.name);
          return [path.slice(boards.length + 1).replaceAll('\\', '/'), readFileSync(path)];
        }),
    );
  const archive = (name: string, zip: Zippable, change?: (bytes: Uint8Array) => void): string => {
    const path = join(root, `${name}.pinwise-dataset`);
    const bytes = zipSync(zip);
    change?.(bytes);
    writeFileSync(path, bytes);
    return path;
  };

  it('gives the data set that its folder gives', async () => {
    const fromFolder = await importOf(boards, { name: 'from-folder', now });
    const fromArchive = await importOf(archive('packed', entries()), { now });
    expect(fromArchive.name).toBe('packed');
    expect({ ...fromArchive, name: '', source: '' }).toEqual({ ...fromFolder, name: '', source: '' });
    expect(stored().filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it.each(['../evil.csv', '/etc/evil', 'a/../../evil', 'C:evil', 'a\\..\\evil', 'a//b'])(
    'with the path %s is refused whole',
    async (path) => {
      const failure = await failureOf(archive('evil', { ...entries(), [path]: Buffer.from('x') }));
      expect(failure).toMatchObject({ code: 'bad-data', details: [{ code: 'path-outside' }] });
    },
  );

  it('that is damaged is refused whole: cut anywhere, or one byte of a file changed', async () => {
    const whole = readFileSync(archive('whole', entries()));
    for (let i = 1; i < 12; i++) {
      const path = join(root, 'cut.pinwise-dataset');
      writeFileSync(path, whole.subarray(0, Math.floor((whole.length * i) / 12)));
      expect(await failureOf(path)).toMatchObject({ code: 'bad-data' });
    }
    const flipped = archive(
      'flipped',
      { ...entries(), 'notes.bin': [Buffer.alloc(500, 7), { level: 0 }] },
      (bytes) => {
        bytes[Buffer.from(bytes).indexOf(Buffer.alloc(100, 7)) + 50] ^= 1;
      },
    );
    expect(await failureOf(flipped)).toMatchObject({ details: [{ code: 'bad-archive' }] });
  });
});

describe('the list', () => {
  it('shows the newest first and passes over what is damaged or newer, which opening explains', async () => {
    await importOf(folderOf(smallFolder()), { name: 'old', now: new Date('2020-01-01') });
    await importOf(folderOf(smallFolder()), { name: 'new', now: new Date('2030-01-01') });
    cpSync(join(home, 'datasets', 'old'), join(home, 'datasets', 'cut'), { recursive: true });
    cpSync(join(home, 'datasets', 'old'), join(home, 'datasets', 'future'), { recursive: true });
    writeFileSync(join(home, 'datasets', 'cut', 'dataset.json'), '{"format":1');
    writeFileSync(join(home, 'datasets', 'future', 'dataset.json'), '{"format":2}');
    const names = listDatasets(home).map(({ name }) => name);
    expect(names[0]).toBe('new');
    expect(names[names.length - 1]).toBe('old');
    expect(names).not.toContain('cut');
    expect(() => readManifest(home, 'cut')).toThrow(expect.objectContaining({ code: 'dataset-damaged' }));
    expect(() => readManifest(home, 'future')).toThrow(/newer Pinwise/);
  });

  it('opening tells of a file that is missing or cut, and removing removes all the same', async () => {
    for (const file of [
      'features.npy',
      'item-ids.txt',
      'pairs-test.npy',
      'context-indices.npy',
      'item-texts.txt',
    ]) {
      const manifest = await importOf(folderOf(smallFolder()), { name: 'hurt' });
      const path = join(home, 'datasets', 'hurt', file);
      writeFileSync(path, readFileSync(path).subarray(0, -1));
      // Texts of this data set are empty, so there is no byte to cut.
      if (file === 'item-texts.txt') writeFileSync(path, 'x');
      const open = (): unknown => openDataset(home, manifest.name).items.text(0);
      expect(open, file).toThrow(expect.objectContaining({ code: 'dataset-damaged' }));
      removeDataset(home, 'hurt');
      expect(stored()).not.toContain('hurt');
    }
  });
});
