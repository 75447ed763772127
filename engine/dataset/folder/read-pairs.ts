import type { Pairs, Split } from '../dataset.ts';
import { splits } from '../dataset-files.ts';
import type { Problems } from '../problems.ts';
import { FileProblem } from '../problems.ts';
import type { ReadOptions } from '../tables/byte-source.ts';
import { quoted } from '../tables/columns.ts';
import type { TableFile } from '../tables/find-table.ts';
import { growing } from '../tables/growing.ts';
import { readTable } from '../tables/read-table.ts';
import type { NamedRows } from './read-items.ts';

/**
 * Labelled positives as the folder gives them; a pair that stands there twice counts twice, as in other systems.
 * @throws FileProblem `empty-file` and those of the table
 */
export async function readPairs(
  file: TableFile,
  items: NamedRows,
  problems: Problems,
  options: ReadOptions,
): Promise<Record<Split, Pairs>> {
  const lists = {
    train: { query: growing(Uint32Array), item: growing(Uint32Array) },
    tune: { query: growing(Uint32Array), item: growing(Uint32Array) },
    test: { query: growing(Uint32Array), item: growing(Uint32Array) },
  };
  const rows = await readTable(
    file,
    { required: ['query', 'item'], optional: ['split'] },
    problems,
    ({ line, cells: [query, item, splitText] }) => {
      const reject = (code: string, message: string): void => problems.reject(file.name, line, code, message);
      const [q, i] = [items.rows.get(query), items.rows.get(item)];
      const split = splits.find((name) => name === (splitText || 'train'));
      if (q === undefined || i === undefined) {
        const id = quoted(q === undefined ? query : item);
        reject('unknown-item', `there is no item ${id}; add it to the items or leave the row out`);
      } else if (!split) {
        reject('unknown-split', `the split ${quoted(splitText)} is none of train, tune, test; correct it`);
      } else if (q === i) {
        reject('self-pair', `the item ${quoted(query)} is paired with itself; leave the row out`);
      } else {
        lists[split].query.push(q);
        lists[split].item.push(i);
      }
    },
    options,
  );
  if (rows === 0) throw new FileProblem('empty-file', 'the file has no pairs; add some or remove the file');
  const whole = (split: Split): Pairs => ({
    query: lists[split].query.whole(),
    item: lists[split].item.whole(),
  });
  return { train: whole('train'), tune: whole('tune'), test: whole('test') };
}
