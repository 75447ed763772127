import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { countPairs } from '../../../engine/dataset/count-pairs.ts';
import type { Split } from '../../../engine/dataset/dataset.ts';
import { questionsOf, readEmojiData } from '../../../engine/dataset/demo/emoji-data.ts';
import type { EmojiData } from '../../../engine/dataset/demo/emoji-data.ts';
import { packArchive } from '../../../engine/dataset/demo/pack-archive.ts';
import { unit } from '../../../evaluations/random.ts';
import { gatheredAssets } from '../gathered-assets.ts';

/** Oracle: the counts of the design's table, which another implementation (NumPy) gave. */
const modules = join(import.meta.dirname, '..', '..', '..', 'node_modules');
const data = readEmojiData(modules, ['demo', 'demo-dense']);
const thin = data.get('demo')!;
const dense = data.get('demo-dense')!;
const splits: Split[] = ['test', 'tune', 'train'];
const quantiles = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1];

const quantilesOf = (values: number[]): number[] => {
  const sorted = [...values].sort((a, b) => a - b);
  return quantiles.map((q) => {
    const at = q * (sorted.length - 1);
    const low = sorted[Math.floor(at)];
    // The table has whole numbers, cut off.
    return Math.floor(low + (at % 1) * ((sorted[Math.floor(at) + 1] ?? low) - low));
  });
};
const degreesOf = ({ items, contexts }: EmojiData): number[] => {
  const degrees = items.map(() => 0);
  for (const { rows } of contexts) for (const row of rows) degrees[row]++;
  return degrees;
};

describe('the emoji data set', () => {
  it('hashes as the rule says', () => {
    expect(unit('item|1F600')).toBeCloseTo(0.6343200367, 10);
    expect(unit('edge|1F600|face')).toBeCloseTo(0.1208393998, 10);
  });

  it('has the items, contexts and edges of the table', () => {
    expect(thin.items).toHaveLength(1478);
    expect(thin.contexts).toHaveLength(562);
    const degrees = degreesOf(thin);
    expect(degrees.reduce((a, b) => a + b)).toBe(1953);
    expect(degrees.filter((degree) => degree === 0)).toHaveLength(433);
    expect(quantilesOf(degrees)).toEqual([0, 0, 0, 1, 2, 3, 5, 10]);
    expect(quantilesOf(thin.contexts.map(({ rows }) => rows.length))).toEqual([2, 2, 2, 2, 4, 6, 14, 26]);
  });

  it('deals items and pairs as the table', () => {
    expect(splits.map((split) => thin.splits.filter((one) => one === split).length)).toEqual([
      290, 149, 1039,
    ]);
    const questions = questionsOf(thin);
    const rows = (split: Split, side: 'query' | 'item'): Uint32Array =>
      Uint32Array.from(questions.filter((one) => one.split === split).map((one) => one[side]));
    const pairsOf = (split: Split) => ({ query: rows(split, 'query'), item: rows(split, 'item') });
    const pairs = { test: pairsOf('test'), tune: pairsOf('tune'), train: pairsOf('train') };
    expect(countPairs({ pairs, symmetric: true })).toEqual({ test: 4939, tune: 2217, train: 7005 });
    expect(pairs.test.query).toHaveLength(5479);
    expect(new Set(pairs.test.query).size).toBe(277);
    const perQuery = new Map<number, number>();
    for (const query of pairs.test.query) perQuery.set(query, (perQuery.get(query) ?? 0) + 1);
    const sorted = [...perQuery.values()].sort((a, b) => a - b);
    expect([0, 69, 138, 207, 276].map((at) => sorted[at])).toEqual([1, 7, 17, 30, 66]);
  });

  it('joins 20.9, 17.3 and 19.5 percent of the pairs in the graph', () => {
    const joined = new Set(
      thin.contexts.flatMap(({ rows }) => rows.flatMap((a) => rows.map((b) => `${a} ${b}`))),
    );
    const share = splits.map((split) => {
      const pairs = new Map(
        questionsOf(thin)
          .filter((one) => one.split === split)
          .map(({ query, item }) => [
            `${Math.min(query, item)} ${Math.max(query, item)}`,
            `${query} ${item}`,
          ]),
      );
      return (1000 * [...pairs.keys()].filter((pair) => joined.has(pair)).length) / pairs.size;
    });
    expect(share.map(Math.round)).toEqual([209, 173, 195]);
  });

  it('asks no held-out item in training', () => {
    for (const { query, item, split } of questionsOf(thin)) {
      expect(thin.splits[query]).toBe(split);
      if (split === 'train') expect(thin.splits[item]).toBe('train');
    }
  });

  it('keeps every English keyword in the dense graph, and the same labels', () => {
    expect(dense.pairs).toEqual(thin.pairs);
    const kept = new Map(dense.contexts.map(({ keyword, rows }) => [keyword, new Set(rows)]));
    for (const { keyword, rows } of thin.contexts) {
      expect(rows.every((row) => kept.get(keyword)?.has(row))).toBe(true);
    }
    expect(dense.contexts.every(({ rows }) => rows.length >= 2 && rows.length <= 60)).toBe(true);
    expect(degreesOf(dense).reduce((a, b) => a + b)).toBe(6186);
  });
});

describe('the archive', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await gatheredAssets();
  }, 60_000);

  it('holds the folder format, a picture for every item, and says whose work it is', () => {
    const files = unzipSync(readFileSync(join(folder, 'demo.pinwise-dataset')));
    const lines = (name: string): string[] => strFromU8(files[name]).trimEnd().split('\n');
    expect(lines('items.csv')).toHaveLength(1 + 1478);
    expect(lines('items.csv')[1]).toBe('1F600,grinning face,pictures/1F600.svg,smileys-emotion,face-smiling');
    expect(lines('contexts.csv')).toHaveLength(1 + 562);
    expect(lines('edges.csv')).toHaveLength(1 + 1953);
    expect(lines('pairs.csv')).toHaveLength(1 + 5479 + 2384 + 7005);
    expect(Object.keys(files).filter((name) => name.endsWith('.svg'))).toHaveLength(1478);
    const about = JSON.parse(strFromU8(files['about.json'])) as Record<string, unknown>;
    expect(about).toMatchObject({ source: 'demo', symmetric: true });
    expect(about.credit).toMatch(/OpenMoji.*CC BY-SA 4\.0.*CLDR.*Unicode/);
  });

  it('has the same bytes each time', () => {
    const few: EmojiData = { ...thin, items: thin.items.slice(0, 3), contexts: [], pairs: [] };
    const pack = (): Uint8Array =>
      packArchive('demo', few, { openmoji: '1', cldr: '2' }, () => new Uint8Array(5));
    expect(pack()).toEqual(pack());
  });
});
