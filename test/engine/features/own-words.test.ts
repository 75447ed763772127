import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { importDataset } from '../../../engine/dataset/import-dataset.ts';
import { openDataset } from '../../../engine/dataset/open-dataset.ts';
import { readWords } from '../../../engine/dataset/recipe-files.ts';
import { readWordVectors } from '../../../engine/features/read-word-vectors.ts';

const place = mkdtempSync(join(tmpdir(), 'pinwise-words-'));
function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(place, name), content);
  return join(place, name);
}
const glove = 'the 1 0 0\nkafé 0 1 0\nhaus 0 0 2\nof 1 1 1\nbaum 3 0 4\n';

describe('word vectors of somebody’s choice', () => {
  it('are read in both formats, gzipped or not: the words of the items and the first others', async () => {
    for (const path of [
      file('glove.txt', glove),
      file('word2vec.vec', `5 3\n${glove}`),
      file('glove.txt.gz', gzipSync(glove)),
    ]) {
      const kept = await readWordVectors(path, ['Kafé im Haus'], { frequent: 1 });
      expect(kept).toMatchObject({ dims: 3, words: ['the', 'kafé', 'haus'], needed: 2 });
      expect([...kept.data]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 2]);
    }
  });

  it.each([
    ['a short row', 'haus 1 2 3\nbaum 1 2\n', 'bad.txt row 2: 2 numbers; the rows before have 3'],
    ['what is no number', 'haus 1 2 x\n', 'bad.txt row 1: its number 3 is not finite'],
    ['other words', 'the 1 2 3\n', 'bad.txt: it has none of the words of the items'],
    ['another kind of file', '{"a": 1}\n', 'bad.txt row 1: it is no line of a word and its numbers'],
    ['an empty file', '', 'bad.txt: the file is empty'],
  ])('are refused with file and row: %s', async (_, content, message) => {
    const reading = readWordVectors(file('bad.txt', content), ['haus']);
    await expect(reading).rejects.toMatchObject({
      code: 'bad-vectors',
      message: expect.stringContaining(message) as unknown,
    });
  });

  it('make the text block at import, and stay with the data set for later items', async () => {
    const source = join(place, 'source');
    mkdirSync(source);
    writeFileSync(join(source, 'items.csv'), 'id,title\na,Kafé\nb,Haus Baum\nc,xyz\n');
    writeFileSync(join(source, 'edges.csv'), 'item,context\na,k\nb,k\nc,k\n');
    const home = join(place, 'home');
    await importDataset({ source, home, name: 'own', onError: 'stop', vectors: file('glove.txt', glove) });
    const { features } = openDataset(home, 'own');
    expect(features.blocks[0]).toEqual({ name: 'text', start: 0, dims: 3 });
    const row = (item: number): number[] => [
      ...features.data.subarray(item * features.dims, item * features.dims + 3),
    ];
    expect(row(0)).toEqual([0, 1, 0]);
    // The mean of (0, 0, 2) and (3, 0, 4), of length 1.
    [1.5, 0, 3].forEach((value, i) => expect(row(1)[i]).toBeCloseTo(value / Math.hypot(1.5, 3), 6));
    expect(row(2)).toEqual([0, 0, 0]);
    const { rows } = readWords(join(home, 'datasets', 'own'));
    expect([...rows.keys()]).toEqual(['the', 'kafé', 'haus', 'of', 'baum']);
  });
});
