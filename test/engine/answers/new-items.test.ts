import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnswerContext } from '../../../engine/answers/context.ts';
import { newItemAnswers } from '../../../engine/answers/new-items.ts';
import { newItemMethods, TriedItem } from '../../../engine/contract/new-items.ts';
import type { RunConfig } from '../../../engine/contract/runs.ts';
import { newItemsOf } from '../../../engine/cli/items/new-items-of.ts';
import { readNewItems } from '../../../engine/dataset/folder/read-new-items.ts';
import { importDataset } from '../../../engine/dataset/import-dataset.ts';
import { encodeNpy, writeNpy } from '../../../engine/dataset/npy.ts';
import { openDataset } from '../../../engine/dataset/open-dataset.ts';
import { createRun } from '../../../engine/runs/create-run.ts';
import { answerNewItems } from '../../../engine/runs/new-items/answer-new-items.ts';
import { trainRun } from '../../../engine/runs/train-run.ts';
import { startBackend } from '../backend/start-backend.ts';
import { gatheredAssets } from '../gathered-assets.ts';
import { finishedRun, smallStore } from '../runs/small-store.ts';

const home = mkdtempSync(join(tmpdir(), 'pinwise-try-'));
const answers = newItemAnswers({ home } as AnswerContext);
const asked = { signal: new AbortController().signal };
const colours = ['red', 'orange', 'gold', 'green', 'blue', 'navy'];
const svg = (colour: string, width: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="${width}" height="9" fill="${colour}"/></svg>`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const nothing = { title: '', text: '', picture: null, contexts: [], links: [], features: null };

beforeAll(async () => {
  await startBackend();
  await gatheredAssets();
  const source = join(home, 'source');
  mkdirSync(source);
  colours.forEach((colour, i) => writeFileSync(join(source, `${colour}.svg`), svg(colour, i + 3)));
  const lines = (head: string, body: string[]): string => `${[head, ...body].join('\n')}\n`;
  const items = colours.map((colour) => `${colour},${colour} cat,${colour}.svg`);
  writeFileSync(join(source, 'items.csv'), lines('id,title,image', items));
  const edges = colours.map((colour, i) => `${colour},${i < 4 ? 'Warm room' : 'cold'}`);
  writeFileSync(join(source, 'edges.csv'), lines('item,context', edges));
  await importDataset({ source, home, name: 'cats', onError: 'stop' });
  for (const preset of ['visual', 'random-walk', 'ease']) await trained('cats', preset, preset);

  const nodes = join(home, 'nodes');
  mkdirSync(nodes);
  writeFileSync(join(nodes, 'items.csv'), lines('id,title', ['a,A', 'b,B', 'c,C', 'd,D', 'e,E', 'f,F']));
  writeFileSync(
    join(nodes, 'links.csv'),
    lines('source,target', ['a,b', 'b,c', 'c,a', 'd,e', 'e,f', 'f,d', 'a,d']),
  );
  const rows = Float32Array.from({ length: 18 }, (_, i) => (i * 7) % 5);
  writeNpy(join(nodes, 'features.npy'), [6, 3], rows);
  await importDataset({ source: nodes, home, name: 'nodes', onError: 'stop' });
  await trained('nodes', 'graphsage-mean', 'sage', {
    model: { hidden: 4, output: 4 },
    training: { epochs: 1, batchSize: 8, workers: 0 },
  });
  await trained('nodes', 'random-walk', 'walked');
}, 120_000);

async function trained(dataset: string, preset: string, name: string, config: RunConfig = {}): Promise<void> {
  createRun({
    ...{ home, dataset, preset, config, seed: 0, name },
    ...{ codeVersion: '0.0.0-test', now: new Date('2026-01-02T03:04:05Z') },
  });
  await trainRun({ home, run: name, signal: asked.signal });
}

describe('trying a new item in a window', () => {
  it('tells what a run looks at, and why it knows nothing', async () => {
    const takes = async (name: string) => answers['runs.takes']({ name }, asked);
    expect(await takes('visual')).toEqual({
      ...{ picture: true, words: false, contexts: false, links: false, features: 0, refusal: null },
    });
    expect(await takes('random-walk')).toMatchObject({ picture: false, contexts: true, refusal: null });
    expect((await takes('ease')).refusal).toContain('would have to be solved again');
  });

  it('says of a data set of an earlier version how its run will work again', async () => {
    const old = await smallStore();
    const run = await finishedRun(old, 'visual');
    const { refusal } = await newItemAnswers({ home: old } as AnswerContext)['runs.takes'](
      { name: run },
      asked,
    );
    expect(refusal).toContain('import the same data again');
  });

  it('shows what is nearest to a picture, and to the contexts chosen', async () => {
    const picture = base64(svg('blue', 7));
    const seen = await answers['runs.tryItem'](
      { name: 'visual', item: { ...nothing, picture }, k: 3 },
      asked,
    );
    expect(seen.items).toHaveLength(3);
    expect(seen.items[0]).toMatchObject({ item: { title: 'blue cat', picture: 'pictures/cats/4' } });
    const found = await answers['datasets.contexts']({ name: 'cats', search: 'ROOM warm', limit: 5 }, asked);
    expect(found).toMatchObject({ total: 1, contexts: [{ title: 'Warm room', degree: 4 }] });
    const item = { ...nothing, contexts: [found.contexts[0].row] };
    const walked = await answers['runs.tryItem']({ name: 'random-walk', item, k: 10 }, asked);
    expect(walked.items.map((one) => one.item.title).sort()).toEqual([
      'gold cat',
      'green cat',
      'orange cat',
      'red cat',
    ]);
  });

  it('refuses a picture that is none, one that is too large, and says when it learns nothing', async () => {
    const broken = { ...nothing, picture: base64('no picture at all') };
    await expect(
      answers['runs.tryItem']({ name: 'visual', item: broken, k: 3 }, asked),
    ).rejects.toMatchObject({
      code: 'bad-picture',
      message: expect.stringContaining('neither SVG, PNG, JPEG nor WebP') as unknown,
    });
    const large = TriedItem.safeParse({ picture: 'A'.repeat(12 * 2 ** 20) });
    expect(large.error?.issues[0].message).toContain('larger than 8 MiB');
    const none = await answers['runs.tryItem']({ name: 'visual', item: nothing, k: 3 }, asked);
    expect(none.items).toEqual([]);
    expect(none.notes.join()).toContain('brings nothing');
  });

  it('takes a row of features and links where the data have them, and answers as "pinwise embed" does', async () => {
    expect(await answers['runs.takes']({ name: 'sage' }, asked)).toEqual({
      ...{ picture: false, words: false, contexts: false, links: true, features: 3, refusal: null },
    });
    const item = { ...nothing, features: [2, 0, 3], links: [3, 4] };
    const shown = await answers['runs.tryItem']({ name: 'sage', item, k: 5 }, asked);
    const file = (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(home, name), content);
      return join(home, name);
    };
    const read = await readNewItems(openDataset(home, 'nodes'), {
      items: file('new.csv', 'id,title\nx,X\n'),
      edges: file('new-links.csv', 'source,target\nx,d\nx,e\n'),
      features: file('new.npy', encodeNpy([1, 3], Float32Array.of(2, 0, 3))),
    });
    const told = await answerNewItems(home, 'sage', newItemsOf(read), { k: 5 });
    expect(shown.items.map(({ item: { row }, score }) => ({ row, score }))).toEqual(
      told.items[0].recommended,
    );
    const walked = await answers['runs.tryItem']({ name: 'walked', item, k: 5 }, asked);
    expect(
      walked.items
        .map((one) => one.item.title)
        .slice(0, 2)
        .sort(),
    ).toEqual(['D', 'E']);
  });

  it('says how many numbers it wants, and how many it got', async () => {
    const tried = async (features: number[] | null) =>
      answers['runs.tryItem']({ name: 'sage', item: { ...nothing, features }, k: 3 }, asked);
    await expect(tried([1, 2])).rejects.toMatchObject({
      code: 'bad-features',
      message: expect.stringContaining(
        'features of 3 numbers each, and the new item has 2 numbers',
      ) as unknown,
    });
    await expect(tried(null)).rejects.toThrow('the new item has none');
  });

  it('reads one row of numbers, and names what is wrong with it', async () => {
    const read = async (file: string, content: string | Uint8Array) =>
      (await answers['runs.readRow']({ file, content: Buffer.from(content).toString('base64') }, asked))
        .features;
    expect(await read('a.npy', encodeNpy([1, 2], Float32Array.of(0.5, -3)))).toEqual([0.5, -3]);
    expect(await read('a.npy', encodeNpy([2], Float64Array.of(1, 2)))).toEqual([1, 2]);
    expect(await read('a.csv', '1,2.5,-1e3\n')).toEqual([1, 2.5, -1000]);
    expect(await read('a.txt', '1 0  3')).toEqual([1, 0, 3]);
    expect(await read('a.json', '[1, 2]')).toEqual([1, 2]);
    expect(await read('a.jsonl', '[[4, 5]]\n')).toEqual([4, 5]);
    const wrong = [
      ['a.npy', encodeNpy([2, 3], new Float32Array(6)), 'a.npy: its shape is (2, 3); save one row'],
      ['a.npy', encodeNpy([2], Float32Array.of(1, NaN)), 'a.npy: its number 2 is "NaN"'],
      ['a.npy', 'no array', 'a.npy: not a .npy file'],
      ['a.csv', '1,2\n3,4\n', 'a.csv: it holds 2 lines of numbers'],
      ['a.csv', '1,,3\n', 'a.csv: its number 2 is ""'],
      ['a.csv', '1,x,3\n', 'a.csv: its number 2 is "x"'],
      ['a.csv', '1,1e300\n', 'a.csv: its number 2 is "1e300"'],
      ['a.json', '[1, null]', 'a.json: its number 2 is null'],
      ['a.json', '[]', 'a.json: it holds no numbers'],
      ['a.json', '[1, 2', 'a.json: it is not one JSON array of numbers'],
      ['a.json', '[[1], [2]]', 'a.json: it holds 2 rows'],
    ] as const;
    for (const [file, content, message] of wrong) await expect(read(file, content)).rejects.toThrow(message);
  });

  it('reads the first row of a dropped table', async () => {
    const read = async (file: string, content: string) =>
      answers['runs.readRow']({ file, content: base64(content) }, asked);
    expect(await read('a.csv', 'id,title,text\n1,"red, cat",soft\n2,dog,\n')).toEqual({
      ...{ title: 'red, cat', text: 'soft', features: null },
    });
    expect(await read('a.jsonl', '{"title": "dog"}\n')).toEqual({ title: 'dog', text: '', features: null });
    await expect(read('a.csv', 'id,name\n1,x\n')).rejects.toThrow('a.csv: there is no column "title"');
    await expect(read('a.xlsx', 'x')).rejects.toThrow('a.xlsx: it is nothing that a window reads');
    await expect(read('a.csv', 'title\n')).rejects.toThrow('a.csv: it has no rows');
  });

  it('answers what its contract says', () => {
    expect(Object.keys(newItemMethods).sort()).toEqual(Object.keys(answers).sort());
  });
});
