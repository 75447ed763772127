/**
 * Classes of items: `id`, `label`, a row for each label of an item; -1 is none, as in the published graphs.
 * Classes are numbered in order of their names, numbers by value, so that the order of the rows does not matter.
 */
import type { Labels } from '../dataset.ts';
import type { Problems } from '../problems.ts';
import { FileProblem } from '../problems.ts';
import type { ReadOptions } from '../tables/byte-source.ts';
import { quoted } from '../tables/columns.ts';
import type { TableFile } from '../tables/find-table.ts';
import { readTable } from '../tables/read-table.ts';
import type { NamedRows } from './read-items.ts';

const none = '-1';

/** @throws FileProblem `empty-file`, `no-labels` and those of the table */
export async function readLabels(
  file: TableFile,
  items: NamedRows,
  problems: Problems,
  options: ReadOptions,
): Promise<Labels> {
  const found = new Map<number, Set<string>>();
  let repeated = 0;
  const rows = await readTable(
    file,
    { required: ['id', 'label'] },
    problems,
    ({ line, cells: [id, text] }) => {
      const reject = (code: string, message: string): void => problems.reject(file.name, line, code, message);
      const label = text.trim();
      const item = items.rows.get(id);
      if (item === undefined) {
        reject('unknown-item', `there is no item ${quoted(id)}; add it to the items or leave the row out`);
      } else if (label === '') {
        reject('empty-label', `the label of item ${quoted(id)} is empty; give one, or -1 for none`);
      } else if (label !== none) {
        const of = found.get(item) ?? new Set();
        if (of.has(label)) repeated++;
        found.set(item, of.add(label));
      }
    },
    options,
  );
  if (rows === 0) throw new FileProblem('empty-file', 'the file has no labels; add some or remove the file');
  if (found.size === 0) {
    throw new FileProblem('no-labels', 'the file labels no item; add labels or remove the file');
  }
  if (repeated > 0) {
    problems.skipped += repeated;
    problems.note(
      file.name,
      null,
      'duplicate-label',
      `${repeated} rows repeat an earlier label of their item; each counts once`,
    );
  }
  return inOrder(found, items.ids.length);
}

function inOrder(found: ReadonlyMap<number, Set<string>>, items: number): Labels {
  const names = new Set([...found.values()].flatMap((labels) => [...labels]));
  const numbers = [...names].every((name) => Number.isFinite(Number(name)));
  const classes = [...names].sort((a, b) => (numbers && Number(a) - Number(b)) || (a < b ? -1 : 1));
  const place = new Map(classes.map((name, row) => [name, row]));
  const indptr = new Uint32Array(items + 1);
  const indices: number[] = [];
  for (let item = 0; item < items; item++) {
    const of = [...(found.get(item) ?? [])].map((name) => place.get(name)!).sort((a, b) => a - b);
    for (const one of of) indices.push(one);
    indptr[item + 1] = indices.length;
  }
  const multi = [...found.values()].some((labels) => labels.size > 1);
  return { classes, indptr, indices: Uint32Array.from(indices), multi };
}
