import { nodeSplits } from '../dataset.ts';
import type { Problems } from '../problems.ts';
import { FileProblem } from '../problems.ts';
import type { ReadOptions } from '../tables/byte-source.ts';
import { quoted } from '../tables/columns.ts';
import type { TableFile } from '../tables/find-table.ts';
import { readTable } from '../tables/read-table.ts';
import type { NamedRows } from './read-items.ts';

/**
 * Which items train, tune and test: `id`, `split`; another word, or no row, is none of them.
 * @throws FileProblem `empty-file`, `no-split` and those of the table
 */
export async function readSplit(
  file: TableFile,
  items: NamedRows,
  problems: Problems,
  options: ReadOptions,
): Promise<Int8Array> {
  const split = new Int8Array(items.ids.length);
  const lines = new Map<number, number>();
  const rows = await readTable(
    file,
    { required: ['id', 'split'] },
    problems,
    ({ line, cells: [id, word] }) => {
      const reject = (code: string, message: string): void => problems.reject(file.name, line, code, message);
      const item = items.rows.get(id);
      if (item === undefined) {
        reject('unknown-item', `there is no item ${quoted(id)}; add it to the items or leave the row out`);
        return;
      }
      const before = lines.get(item);
      if (before !== undefined) {
        reject('duplicate-id', `the id ${quoted(id)} stands in row ${before} already; keep one of the rows`);
        return;
      }
      lines.set(item, line);
      const name = word.trim();
      if (name === 'train' || name === 'tune' || name === 'test') split[item] = nodeSplits[name];
    },
    options,
  );
  if (rows === 0) throw new FileProblem('empty-file', 'the file has no items; add some or remove the file');
  if (split.every((one) => one === nodeSplits.none)) {
    throw new FileProblem(
      'no-split',
      'the file puts no item into train, tune or test; write one of these words or remove the file',
    );
  }
  return split;
}
