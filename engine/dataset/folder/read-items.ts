import type { Problems } from '../problems.ts';
import { FileProblem } from '../problems.ts';
import type { ReadOptions } from '../tables/byte-source.ts';
import { quoted } from '../tables/columns.ts';
import type { TableFile } from '../tables/find-table.ts';
import { readTable } from '../tables/read-table.ts';

/** Rows with an id and a title: items or contexts. */
export interface NamedRows {
  ids: string[];
  titles: string[];
  texts: (string | null)[];
  images: (string | null)[];
  extra: Record<string, string>[] | undefined;
  /** Line of the file by row. */
  lines: number[];
  /** Which row of the file it is, from 0, those left out counted. */
  ordinals: number[];
  /** Rows of the file, those left out counted. */
  inFile: number;
  /** Row by id. */
  rows: Map<string, number>;
}

/** @throws FileProblem `empty-file` and those of the table */
export async function readNamedRows(
  file: TableFile,
  kind: 'item' | 'context',
  problems: Problems,
  options: ReadOptions,
): Promise<NamedRows> {
  const rows: NamedRows = {
    ids: [],
    titles: [],
    texts: [],
    images: [],
    extra: undefined,
    lines: [],
    ordinals: [],
    inFile: 0,
    rows: new Map(),
  };
  const extra: (Record<string, string> | null)[] = [];
  const columns = {
    required: ['id'],
    wanted: ['title'],
    optional: kind === 'item' ? ['text', 'image'] : [],
    keepOthers: true,
  };
  rows.inFile = await readTable(
    file,
    columns,
    problems,
    ({ line, ordinal, cells: [id, title, text = '', image = ''], others }) => {
      const wrong = wrongId(id, kind) ?? duplicate(id, rows);
      if (wrong) {
        problems.reject(file.name, line, wrong.code, wrong.message);
        return;
      }
      rows.rows.set(id, rows.ids.length);
      rows.ids.push(id);
      rows.titles.push(title);
      rows.texts.push(text === '' ? null : text);
      rows.images.push(image === '' ? null : image);
      rows.lines.push(line);
      rows.ordinals.push(ordinal);
      extra.push(others);
    },
    options,
  );
  if (rows.inFile === 0) throw new FileProblem('empty-file', `the file has no ${kind}s`);
  if (extra.some((others) => others !== null)) rows.extra = extra.map((others) => others ?? {});
  return rows;
}

function duplicate(id: string, { rows, lines }: NamedRows): { code: string; message: string } | null {
  const before = rows.get(id);
  if (before === undefined) return null;
  const message = `the id ${quoted(id)} stands in row ${lines[before]} already; give each an id of its own`;
  return { code: 'duplicate-id', message };
}

function wrongId(id: string, kind: string): { code: string; message: string } | null {
  if (id === '') return { code: 'empty-id', message: `the ${kind} has no id; give it one` };
  // Half a surrogate pair, as "\ud83d" in JSON: it has no UTF-8.
  if (/\p{Surrogate}/u.test(id)) return { code: 'bad-id', message: 'the id is not valid Unicode; change it' };
  return null;
}
