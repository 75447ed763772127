import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readNpy } from '../../../engine/dataset/npy.ts';
import { startBackend } from '../backend/start-backend.ts';
import { gatheredAssets } from '../gathered-assets.ts';
import { jsonOf, pinwiseIn } from './terminal.ts';

interface Embedded {
  run: string;
  items: {
    id: string;
    embedding: number[] | null;
    neighbors: { id: string; title: string; score: number }[];
    recommended: { id: string }[];
  }[];
  files?: string[];
}

const home = mkdtempSync(join(tmpdir(), 'pinwise-embed-'));
const at = (...parts: string[]): string => join(home, ...parts);
const colours = ['red', 'orange', 'gold', 'green', 'blue', 'navy'];
const svg = (colour: string, width: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="${width}" height="9" fill="${colour}"/></svg>`;

/** Writes the new items and edges; returns the words of the command. */
function files(name: string, items: string, edges?: string): string[] {
  mkdirSync(at(name), { recursive: true });
  writeFileSync(at(name, 'twin.svg'), svg('green', 6));
  writeFileSync(at(name, 'broken.svg'), 'not a picture');
  writeFileSync(at(name, 'items.csv'), items);
  if (edges !== undefined) writeFileSync(at(name, 'edges.csv'), edges);
  return [
    '--items',
    at(name, 'items.csv'),
    ...(edges === undefined ? [] : ['--edges', at(name, 'edges.csv')]),
  ];
}

beforeAll(async () => {
  process.env.PINWISE_HOME = at('home');
  await startBackend();
  await gatheredAssets();
  mkdirSync(at('source'));
  colours.forEach((colour, i) => writeFileSync(at('source', `${colour}.svg`), svg(colour, i + 3)));
  const items = colours.map((colour) => `${colour},${colour} cat,${colour}.svg`);
  writeFileSync(at('source', 'items.csv'), `id,title,image\n${items.join('\n')}\n`);
  const edges = colours.map((colour, i) => `${colour},${i < 3 ? 'warm' : 'cold'}`);
  writeFileSync(at('source', 'edges.csv'), `item,context\n${edges.join('\n')}\n`);
  writeFileSync(at('source', 'pairs.csv'), 'query,item\nred,orange\ngreen,blue\nblue,navy\norange,gold\n');
  await jsonOf(['data', 'import', at('source'), '--as', 'cats']);
  for (const preset of ['visual', 'random-walk']) {
    await jsonOf(['train', '--data', 'cats', '--preset', preset, '--as', preset]);
  }
  await jsonOf(['train', '--data', 'cats', '--preset', 'pinsage', '--as', 'graph', '--epochs', '1']);
}, 120_000);

describe('pinwise embed', () => {
  it('finds the item with the same picture first, by a run that looks at pictures', async () => {
    const words = files('same', 'id,title,image\nnew,zzzz,twin.svg\n');
    const { items } = (await jsonOf(['embed', 'visual', ...words, '-k', '2'])) as Embedded;
    expect(items).toHaveLength(1);
    expect(items[0].neighbors).toHaveLength(2);
    expect(items[0].neighbors[0]).toMatchObject({ id: 'green', title: 'green cat' });
    expect(items[0].neighbors[0].score).toBeCloseTo(1, 5);
  });

  it('knows new items as neighbours of each other, and recommends those of the data set alone', async () => {
    const words = files(
      'two',
      'id,title\na,cat\nb,cat\n',
      'item,context\na,mine\nb,mine\nb,warm\nred,mine\n',
    );
    const { items } = (await jsonOf(['embed', 'random-walk', ...words])) as Embedded;
    expect(items[0].embedding).toBeNull();
    expect(items[0].neighbors.map(({ id }) => id).sort()).toEqual(['b', 'gold', 'orange', 'red']);
    expect(items[0].recommended.map(({ id }) => id).sort()).toEqual(['gold', 'orange', 'red']);
  });

  it('embeds by a graph model, the same alone and among others, and writes the vectors for NumPy', async () => {
    const both = files('both', 'id,title\na,red cat\nb,blue cat\n', 'item,context\na,warm\nb,cold\n');
    const one = files('one', 'id,title\na,red cat\n', 'item,context\na,warm\n');
    const found = (await jsonOf(['embed', 'graph', ...both, '--to', at('vectors')])) as Embedded;
    const alone = (await jsonOf(['embed', 'graph', ...one])) as Embedded;
    expect(found.files).toEqual(['embeddings.npy', 'items.jsonl']);
    const { shape, data } = readNpy(at('vectors', 'embeddings.npy'));
    expect(shape).toEqual([2, found.items[0].embedding!.length]);
    expect([...data.subarray(0, shape[1])]).toEqual(found.items[0].embedding);
    expect(readFileSync(at('vectors', 'items.jsonl'), 'utf8')).toBe(
      '{"row":0,"id":"a"}\n{"row":1,"id":"b"}\n',
    );
    alone.items[0].embedding!.forEach((value, i) => {
      expect(value).toBeCloseTo(found.items[0].embedding![i], 5);
    });
  });

  it.each([
    [
      'an unknown item',
      'id,title\na,cat\n',
      'item,context\na,warm\nq,warm\n',
      'edges.csv row 3: there is no item "q"',
    ],
    [
      'an id of the data set',
      'id,title\nred,cat\n',
      undefined,
      'items.csv row 2: the id "red" is one of data set cats',
    ],
    [
      'an id twice',
      'id,title\na,cat\na,dog\n',
      undefined,
      'items.csv row 3: the id "a" stands in row 2 already',
    ],
    [
      'a missing picture',
      'id,title,image\na,cat,none.png\n',
      undefined,
      'items.csv row 2: the image "none.png" is missing',
    ],
    [
      'a picture elsewhere',
      'id,title,image\na,cat,../x.png\n',
      undefined,
      'items.csv row 2: the image "../x.png" lies outside',
    ],
    [
      'a broken picture',
      'id,title,image\na,cat,broken.svg\n',
      undefined,
      'items.csv row 2: the picture is neither SVG',
    ],
    ['a missing column', 'id,name\na,cat\n', undefined, 'items.csv row 1: there is no column "title"'],
    ['an empty file', 'id,title\n', undefined, 'items.csv: the file has no items'],
  ])('refuses %s, naming file and row', async (_, items, edges, message) => {
    const { code, out, err } = await pinwiseIn(['embed', 'visual', ...files('bad', items, edges)]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  it('refuses what is no file, no table and no features of this data set', async () => {
    const words = files('no', 'id,title\na,cat\n');
    expect((await pinwiseIn(['embed', 'visual', '--items', at('nothing.csv')])).err).toContain(
      'there is no file',
    );
    writeFileSync(at('no', 'items.xlsx'), 'x');
    const table = await pinwiseIn(['embed', 'visual', '--items', at('no', 'items.xlsx')]);
    expect(table.err).toContain('items.xlsx is none of the tables that are read');
    const twice = await pinwiseIn(['embed', 'random-walk', ...words, '--to', at('no')]);
    expect(twice).toMatchObject({ code: 2, err: expect.stringContaining('no vectors') as unknown });
  });
});
