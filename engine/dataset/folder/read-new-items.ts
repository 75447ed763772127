/**
 * Items that come after the training, from files as a data folder has them: a table of items (pictures with paths
 * relative to it), one of edges, a features.npy. Edges may name items and contexts of the data set.
 */
import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { PinwiseError } from '../../contract/rpc.ts';
import type { Dataset } from '../dataset.ts';
import { FileProblem, Problems } from '../problems.ts';
import { collect } from '../row-stream.ts';
import { quoted } from '../tables/columns.ts';
import { findFile } from '../tables/find-table.ts';
import type { TableFile } from '../tables/find-table.ts';
import { findPictures } from './picture-files.ts';
import { readEdges } from './read-edges.ts';
import type { EdgesRead } from './read-edges.ts';
import { readFeatures } from './read-features.ts';
import { readNamedRows } from './read-items.ts';
import type { NamedRows } from './read-items.ts';
import { readLinks } from './read-links.ts';

export interface NewItemFiles {
  /** Paths. */
  items: string;
  edges?: string;
  features?: string;
  signal?: AbortSignal;
}

export interface NewItemsRead {
  items: Pick<NamedRows, 'ids' | 'titles' | 'texts' | 'lines'>;
  /** Name of the items' file, for messages. */
  file: string;
  picture(row: number): Uint8Array | null;
  /** float32 (items, dims). */
  given: { data: Float32Array; dims: number } | null;
  /**
   * Ends of the edges: items of the data set by their row, new ones after them; contexts by their position in
   * `contexts` (their ids; null for a link, which is always new). Each once.
   */
  edges: EdgesRead['edges'];
  contexts: readonly (string | null)[];
  /** What is worth knowing, in sentences. */
  notes: string[];
}

/** @throws PinwiseError `bad-data` naming file and row, `no-source`, `cancelled` */
export async function readNewItems(dataset: Dataset, files: NewItemFiles): Promise<NewItemsRead> {
  const problems = new Problems('stop');
  const options = { signal: files.signal };
  const table = tableFile(files.items);
  const items = await told(problems, table.name, () => readNamedRows(table, 'item', problems, options));
  items.ids.forEach((id, row) => {
    if (dataset.items.find(id) < 0) return;
    const message = `the id ${quoted(id)} is one of data set ${dataset.manifest.name}; give the new item an id of its own`;
    problems.reject(table.name, items.lines[row], 'known-item', message);
  });
  const folder = dirname(resolve(files.items));
  const pictures = await findPictures(folder, table.name, items, problems, options);
  const given = files.features ? await readGiven(files.features, items, problems, options) : null;
  const { edges, contexts } = files.edges
    ? await readEnds(files.edges, dataset, items, problems, options)
    : { edges: noEdges, contexts: { ids: [] } };
  problems.check();
  return {
    items,
    file: table.name,
    picture: (row) => pictures.read(row),
    given,
    edges,
    contexts: dataset.manifest.plain ? contexts.ids.map(() => null) : contexts.ids,
    notes: problems.warnings().map(({ file, message }) => `${file}: ${message}`),
  };
}

const noEdges: EdgesRead['edges'] = { item: new Uint32Array(0), context: new Uint32Array(0), weight: null };

function readEnds(
  path: string,
  dataset: Dataset,
  items: NamedRows,
  problems: Problems,
  options: { signal?: AbortSignal },
): Promise<EdgesRead> {
  const file = tableFile(path);
  const all = knownToo(dataset, items);
  return told(problems, file.name, () =>
    dataset.manifest.plain
      ? readLinks(file, all, problems, options)
      : readEdges(file, all, null, problems, options),
  );
}

async function readGiven(
  path: string,
  items: NamedRows,
  problems: Problems,
  options: { signal?: AbortSignal },
): Promise<{ data: Float32Array; dims: number }> {
  const file = fileAt(path);
  const { dims, rowsOf } = await told(problems, file.name, () =>
    readFeatures({ ...file, gzip: file.name.endsWith('.gz') }, items, problems, options),
  );
  return { data: await collect(rowsOf(items.ordinals)), dims };
}

/** Rows of the data set's items, then those of the new ones. */
function knownToo({ items: known }: Dataset, fresh: NamedRows): NamedRows {
  class Rows extends Map<string, number> {
    override get(id: string): number | undefined {
      const row = fresh.rows.get(id);
      if (row !== undefined) return known.count + row;
      const before = known.find(id);
      return before < 0 ? undefined : before;
    }
  }
  const ids = { length: known.count + fresh.ids.length } as string[];
  return { ...fresh, ids, titles: [], rows: new Rows() };
}

async function told<T>(problems: Problems, file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof FileProblem) throw problems.fatal(file, error);
    throw error;
  }
}

const formats = ['csv', 'jsonl', 'parquet'] as const;

/** @throws PinwiseError `no-source`, `bad-data` */
function tableFile(path: string): TableFile {
  const file = fileAt(path);
  const gzip = /\.gz$/i.test(path);
  const format = formats.find((one) => path.replace(/\.gz$/i, '').toLowerCase().endsWith(`.${one}`));
  if (format) return { ...file, format, gzip };
  throw new PinwiseError(
    'bad-data',
    `${file.name} is none of the tables that are read; make it .csv, .jsonl or .parquet, the first two also .gz`,
  );
}

function fileAt(path: string): { name: string; path: string; bytes: number } {
  if (!existsSync(path)) throw new PinwiseError('no-source', `there is no file ${path}`);
  const found = findFile(dirname(path), basename(path));
  return found!;
}
