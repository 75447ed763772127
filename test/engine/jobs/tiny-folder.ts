import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { random } from '../../../evaluations/random.ts';

/**
 * A data set folder without pictures: `items` in groups of ten that share contexts and words, with labelled pairs
 * within the groups. Title of item 3 of group 0: "Crème brûlée 3".
 */
export function tinyFolder(items = 60): string {
  const folder = mkdtempSync(join(tmpdir(), 'pinwise-tiny-'));
  const words = ['Crème brûlée', 'green tree', 'sports car', 'night sky', 'small dog', 'old house'];
  const rng = random(0, 'tiny folder');
  const groupOf = (item: number): number => Math.floor(item / 10);
  const lines = (rows: string[]): string => `${rows.join('\n')}\n`;
  const all = [...Array(items).keys()];
  writeFileSync(
    join(folder, 'items.csv'),
    lines(['id,title', ...all.map((item) => `i${item},${words[groupOf(item) % words.length]} ${item}`)]),
  );
  const edges = all.flatMap((item) =>
    [0, 1, 2].map((n) => `i${item},c${groupOf(item) * 4 + n + rng.below(2)}`),
  );
  writeFileSync(join(folder, 'edges.csv'), lines(['item,context', ...new Set(edges)]));
  const pairs = all.flatMap((item) =>
    [1, 2, 3].map((n) => {
      const other = groupOf(item) * 10 + ((item + n) % 10);
      return `i${item},i${other},${n === 1 ? 'train' : item % 2 ? 'tune' : 'test'}`;
    }),
  );
  writeFileSync(join(folder, 'pairs.csv'), lines(['query,item,split', ...pairs]));
  return folder;
}
