import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnswerContext } from '../../../engine/answers/context.ts';
import { newItemAnswers } from '../../../engine/answers/new-items.ts';
import { newItemMethods, TriedItem } from '../../../engine/contract/new-items.ts';
import { importDataset } from '../../../engine/dataset/import-dataset.ts';
import { createRun } from '../../../engine/runs/create-run.ts';
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
const nothing = { title: '', text: '', picture: null, contexts: [] };

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
  for (const preset of ['visual', 'random-walk', 'ease']) {
    createRun({
      ...{ home, dataset: 'cats', preset, config: {}, seed: 0, name: preset },
      ...{ codeVersion: '0.0.0-test', now: new Date('2026-01-02T03:04:05Z') },
    });
    await trainRun({ home, run: preset, signal: asked.signal });
  }
}, 120_000);

describe('trying a new item in a window', () => {
  it('tells what a run looks at, and why it knows nothing', async () => {
    const takes = async (name: string) => answers['runs.takes']({ name }, asked);
    expect(await takes('visual')).toEqual({ picture: true, words: false, contexts: false, refusal: null });
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

  it('reads the first row of a dropped table', async () => {
    const read = async (file: string, content: string) => answers['runs.readRow']({ file, content }, asked);
    expect(await read('a.csv', 'id,title,text\n1,"red, cat",soft\n2,dog,\n')).toEqual({
      ...{ title: 'red, cat', text: 'soft', rows: 2 },
    });
    expect(await read('a.jsonl', '{"title": "dog"}\n')).toEqual({ title: 'dog', text: '', rows: 1 });
    await expect(read('a.csv', 'id,name\n1,x\n')).rejects.toThrow('a.csv: there is no column "title"');
    await expect(read('a.xlsx', 'x')).rejects.toThrow('a.xlsx: it is no table');
    await expect(read('a.csv', 'title\n')).rejects.toThrow('a.csv: it has no rows');
  });

  it('answers what its contract says', () => {
    expect(Object.keys(newItemMethods).sort()).toEqual(Object.keys(answers).sort());
  });
});
