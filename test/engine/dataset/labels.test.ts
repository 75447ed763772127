import { gzipSync } from 'node:zlib';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { datasetDetail } from '../../../engine/dataset/describe.ts';
import { openDataset } from '../../../engine/dataset/open-dataset.ts';
import { importHome } from './import-home.ts';
import type { Files } from './import-home.ts';

const { home, folderOf, importOf, failureOf } = importHome();

/** Fingerprints of the ring without labels, from a version that knew none. */
const BARE = [
  '56312728427ca135dc0dd676a1e7f8abcd8c8e0c019497f053b4bc9c6d78462b',
  '587e30870973c2bee195c4b53c54d14a08c1c3176da60065b2820d3a7953e8d7',
];

/** Six items in a ring, without fault; `changes` replaces files, null leaves one out. */
const ring = (changes: Files = {}): Files => ({
  'items.csv': 'id,title\na,A\nb,B\nc,C\nd,D\ne,E\nf,F\n',
  'links.csv': 'source,target\na,b\nb,c\nc,d\nd,e\ne,f\nf,a\n',
  'labels.csv': 'id,label\na,10\nb,9\nc,10\nd,9\ne,-1\nf,9\n',
  'split.csv': 'id,split\na,train\nb,train\nc,tune\nd,test\ne,test\nf,rest\n',
  ...changes,
});

describe('labels of a plain graph', () => {
  it('are stored with their split, classes in order of value, the graph whole and without pairs', async () => {
    const manifest = await importOf(folderOf(ring()), { name: 'ring' });
    expect(manifest).toMatchObject({
      plain: true,
      labels: { classes: 2, labelled: 5, multi: false },
      nodeSplit: { train: 2, tune: 1, test: 1 },
      pairs: { train: 0, tune: 0, test: 0 },
      contexts: 6,
      edges: 12,
    });
    expect(manifest.warnings.map(({ code }) => code)).toEqual(['links-as-contexts', 'no-pairs']);
    const { labels, nodeSplit } = openDataset(home, 'ring');
    expect(labels!.classes).toEqual(['9', '10']);
    expect([...labels!.indptr]).toEqual([0, 1, 2, 3, 4, 4, 5]);
    expect([...labels!.indices]).toEqual([1, 0, 1, 0, 0]);
    expect([...nodeSplit!]).toEqual([1, 1, 2, 3, 3, 0]);
  });

  it('several rows are several labels; a repeated row counts once; gzip and names as classes', async () => {
    const labels = 'id,label\na,red\na,blue\nb,red\nb,red\nc,-1\n';
    const files = ring({ 'labels.csv': null, 'labels.csv.gz': gzipSync(labels), 'split.csv': null });
    const manifest = await importOf(folderOf(files), { name: 'several' });
    expect(manifest.labels).toEqual({ classes: 2, labelled: 2, multi: true });
    expect(manifest.nodeSplit).toBeUndefined();
    expect(manifest.warnings).toContainEqual(expect.objectContaining({ code: 'duplicate-label' }));
    const dataset = openDataset(home, 'several');
    expect(dataset.labels!.classes).toEqual(['blue', 'red']);
    expect([...dataset.labels!.indices]).toEqual([0, 1, 1]);
    expect(dataset.nodeSplit).toBeNull();
  });

  it('are part of what makes two data sets the same; data without them keep their fingerprint', async () => {
    const print = async (name: string, files: Files): Promise<string[]> => {
      const { fingerprint, split } = await importOf(folderOf(files), { name });
      return [fingerprint, split];
    };
    const first = await print('p1', ring());
    const shuffled = 'id,label\nf,9\nb,9\na,10\nc,10\nd,9\n';
    expect(await print('p2', ring({ 'labels.csv': shuffled }))).toEqual(first);
    const other = await print('p3', ring({ 'labels.csv': shuffled.replace('b,9', 'b,10') }));
    const moved = await print('p4', ring({ 'split.csv': 'id,split\na,train\nb,tune\nc,test\n' }));
    for (const changed of [other, moved]) {
      expect(changed[0]).not.toBe(first[0]);
      expect(changed[1]).not.toBe(first[1]);
    }
    const bare = await print('p5', ring({ 'labels.csv': null, 'split.csv': null }));
    expect(bare).toEqual(BARE);
  });

  it('a data set that was stored before there were labels opens without them', async () => {
    const files = ring({ 'labels.csv': null, 'split.csv': null });
    const manifest = await importOf(folderOf(files), { name: 'now' });
    const old = join(home, 'datasets', 'old');
    cpSync(join(home, 'datasets', 'now'), old, { recursive: true });
    rmSync(join(old, 'label-indptr.npy'), { force: true });
    const { plain, ...rest } = manifest;
    expect(plain).toBe(true);
    writeFileSync(join(old, 'dataset.json'), JSON.stringify({ ...rest, name: 'old' }));
    const dataset = openDataset(home, 'old');
    expect([dataset.labels, dataset.nodeSplit, dataset.manifest.plain]).toEqual([null, null, undefined]);
  });

  it('health tells what hurts training on them', async () => {
    const codes = async (name: string, files: Files): Promise<Map<string, number[]>> => {
      await importOf(folderOf(files), { name });
      const { health } = datasetDetail(openDataset(home, name));
      return new Map(health.map(({ code, rows }) => [code, rows]));
    };
    const fine = await codes('h1', ring());
    expect([...fine.keys()]).toEqual(['no-pairs', 'unlabelled-items']);
    expect(fine.get('unlabelled-items')).toEqual([4]);
    const none = await codes('h2', ring({ 'split.csv': null }));
    expect(none.has('no-train-labels')).toBe(true);
    const thin = await codes('h3', ring({ 'split.csv': 'id,split\na,train\nc,train\n' }));
    expect([...thin.keys()]).toEqual(
      expect.arrayContaining(['unseen-classes', 'no-tune-labels', 'no-test-labels']),
    );
  });

  it('pairs of a file stand beside them', async () => {
    const files = ring({ 'pairs.csv': 'query,item\na,b\n' });
    expect(await importOf(folderOf(files), { name: 'both' })).toMatchObject({
      pairs: { train: 1 },
      labels: { labelled: 5 },
    });
  });

  const faults: [what: string, files: Files, file: string, row: number | null, code: string, left: object][] =
    [
      [
        'an unknown id',
        { 'labels.csv': 'id,label\nz,1\na,1\n' },
        'labels.csv',
        2,
        'unknown-item',
        { labelled: 1 },
      ],
      [
        'an empty label',
        { 'labels.csv': 'id,label\na,1\nb,\n' },
        'labels.csv',
        3,
        'empty-label',
        { labelled: 1 },
      ],
    ];
  it.each(faults)(
    '%s stops the import with file and row, or is skipped',
    async (_, files, file, row, code, left) => {
      const folder = folderOf(ring(files));
      const failure = await failureOf(folder);
      expect(failure.message).toMatch(new RegExp(`^${file} row ${row}: `));
      expect(failure.details[0]).toMatchObject({ file, row, code });
      const manifest = await importOf(folder, { onError: 'skip', name: `skip-${code}` });
      expect(manifest.labels).toMatchObject(left);
      expect(manifest.skipped).toBe(1);
    },
  );

  const useless: [what: string, files: Files, file: string, code: string][] = [
    ['an empty labels file', { 'labels.csv': '' }, 'labels.csv', 'empty-file'],
    ['a labels file without rows', { 'labels.csv': 'id,label\n' }, 'labels.csv', 'empty-file'],
    ['a labels file that labels nobody', { 'labels.csv': 'id,label\na,-1\n' }, 'labels.csv', 'no-labels'],
    ['a labels file without its column', { 'labels.csv': 'id,class\na,1\n' }, 'labels.csv', 'missing-column'],
    ['an empty split file', { 'split.csv': '' }, 'split.csv', 'empty-file'],
    ['a split file of other words', { 'split.csv': 'id,split\na,fit\n' }, 'split.csv', 'no-split'],
  ];
  it.each(useless)('%s stops the import, or is left out', async (what, files, file, code) => {
    const folder = folderOf(ring(files));
    const failure = await failureOf(folder);
    expect(failure.details[0]).toMatchObject({ file, code });
    const name = what.replaceAll(/\W/g, '-');
    const manifest = await importOf(folder, { onError: 'skip', name });
    expect(manifest.warnings).toContainEqual(expect.objectContaining({ file, code }));
    expect([manifest.labels !== undefined, manifest.nodeSplit !== undefined]).toEqual([
      file === 'split.csv',
      false,
    ]);
  });

  it('a second split row of an item is a fault; the first stands', async () => {
    const folder = folderOf(ring({ 'split.csv': 'id,split\na,train\nb,tune\na,test\nz,test\n' }));
    const failure = await failureOf(folder);
    expect(failure.details.slice(0, 2)).toMatchObject([
      { file: 'split.csv', row: 4, code: 'duplicate-id' },
      { file: 'split.csv', row: 5, code: 'unknown-item' },
    ]);
    await importOf(folder, { onError: 'skip', name: 'twice' });
    expect([...openDataset(home, 'twice').nodeSplit!]).toEqual([1, 2, 0, 0, 0, 0]);
  });

  it('a split without labels is of no use, and says so', async () => {
    const manifest = await importOf(folderOf(ring({ 'labels.csv': null })), { name: 'unlabelled' });
    expect(manifest.warnings.map(({ code }) => code)).toContain('split-unused');
    expect(manifest).not.toHaveProperty('nodeSplit');
  });

  it('a damaged labels file of the store is told', async () => {
    await importOf(folderOf(ring()), { name: 'hurt' });
    const path = join(home, 'datasets', 'hurt', 'label-indices.npy');
    writeFileSync(path, readFileSync(path).subarray(0, 130));
    expect(() => openDataset(home, 'hurt')).toThrow(/"hurt" is damaged: label-indices.npy/);
  });
});
