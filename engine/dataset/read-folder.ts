/**
 * The folder format of Pinwise: tables as CSV, JSON Lines or Parquet, features as .npy, pictures
 * as files. Everything is checked here; what is wrong is told with file and row.
 *
 * Files that the data can do without (contexts, pairs, labels, split, features, about) are left out with a warning when they are of
 * no use and `onError` is "skip"; items and edges are needed.
 */
import { statSync } from 'node:fs';
import { PinwiseError } from '../contract/rpc.ts';
import type { Labels, Pairs, Split } from './dataset.ts';
import type { DatasetDraft } from './draft.ts';
import { aboutFile, readAbout } from './folder/about.ts';
import { heldOutPairs } from './folder/held-out-pairs.ts';
import { findPictures } from './folder/picture-files.ts';
import { readEdges } from './folder/read-edges.ts';
import type { EdgesRead } from './folder/read-edges.ts';
import { findFeatures, readFeatures } from './folder/read-features.ts';
import type { GivenFeatures } from './folder/read-features.ts';
import { readNamedRows } from './folder/read-items.ts';
import type { NamedRows } from './folder/read-items.ts';
import { readLabels } from './folder/read-labels.ts';
import { readLinks } from './folder/read-links.ts';
import { readPairs } from './folder/read-pairs.ts';
import { readSplit } from './folder/read-split.ts';
import { FileProblem, Problems } from './problems.ts';
import { stopIfCancelled } from './tables/byte-source.ts';
import type { ReadOptions } from './tables/byte-source.ts';
import { findTable, namesIn } from './tables/find-table.ts';
import type { TableFile } from './tables/find-table.ts';
import { withoutItems } from './folder/without-items.ts';

export interface FolderOptions {
  name: string;
  onError: 'stop' | 'skip';
  signal?: AbortSignal;
  onProgress?(p: { stage: string; done: number; total: number }): void;
}

/** @throws PinwiseError `bad-data` (its details are the warnings), `no-source`, `cancelled` */
export async function readFolder(folder: string, o: FolderOptions): Promise<DatasetDraft> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new PinwiseError('no-source', `there is no folder ${folder}`);
  }
  const problems = new Problems(o.onError);
  const reader = new FolderReader(folder, problems, o);

  const about = (await reader.unlessUseless(aboutFile, () => Promise.resolve(readAbout(folder)))) ?? {};
  let items = await reader.needed('items', (file, options) => readNamedRows(file, 'item', problems, options));
  if (items.ids.length === 0) throw problems.fatal('items', new FileProblem('empty-file', 'no item is left'));
  const features = await reader.features(items);
  if (features && features.faulty.size > 0 && o.onError === 'skip') {
    items = withoutItems(items, features.faulty);
    if (items.ids.length === 0)
      throw problems.fatal('features.npy', new FileProblem('bad-features', 'no item is left'));
  }
  const pictures = await findPictures(folder, reader.nameOf('items'), items, problems, {
    signal: o.signal,
    onProgress: (done) => o.onProgress?.({ stage: 'looking at pictures', done, total: items.ids.length }),
  });
  const contexts = await reader.optional('contexts', (file, options) =>
    readNamedRows(file, 'context', problems, options),
  );
  const graph = await reader.graph(items, contexts);
  const given = await reader.optional('pairs', (file, options) => readPairs(file, items, problems, options));
  const { labels, nodeSplit } = await reader.labels(items);
  problems.check();
  stopIfCancelled(o.signal);

  const whole = graph.plain && labels;
  const dealt = given || whole ? null : heldOutPairs(graph.contexts.ids, graph.edges);
  if (dealt) noteDealt(dealt.held, problems);
  if (whole && !given) noteWhole(problems);
  const keep = <T>(column: T[]): T[] => (dealt ? Array.from(dealt.contexts, (c) => column[c]) : column);
  return {
    name: o.name,
    source: about.source ?? folder,
    title: about.title ?? o.name,
    credit: about.credit ?? null,
    symmetric: about.symmetric ?? dealt !== null,
    items: { ids: items.ids, titles: items.titles, texts: items.texts, extra: items.extra },
    contexts: {
      ids: keep(graph.contexts.ids),
      titles: keep(graph.contexts.titles),
      extra: graph.contexts.extra && keep(graph.contexts.extra),
    },
    edges: dealt?.edges ?? graph.edges,
    pairs: given ?? dealt?.pairs ?? noPairs(),
    plain: graph.plain,
    labels,
    nodeSplit,
    picture: pictures.read,
    pictures: pictures.count,
    pictureBytes: pictures.bytes,
    givenFeatures: features?.rowsOf(items.ordinals) ?? null,
    warnings: problems.warnings(),
    skipped: problems.skipped,
    origin: (row) => ({ file: reader.nameOf('items'), row: items.lines[row] }),
  };
}

/** Finds the files of one folder and decides what a useless one means. */
class FolderReader {
  constructor(
    private readonly folder: string,
    private readonly problems: Problems,
    private readonly o: FolderOptions,
  ) {}
  private readonly found = new Map<string, { name: string } | null>();

  /** Name of the table's file, for messages. */
  nameOf(table: string): string {
    return this.found.get(table)?.name ?? table;
  }

  async needed<T>(table: string, read: (file: TableFile, options: ReadOptions) => Promise<T>): Promise<T> {
    try {
      const file = this.find(table);
      if (file) return await read(file, this.reading(file));
      const wanted = table === 'edges' ? 'edges or links' : table;
      const message = `there is no ${wanted} table (.csv, .jsonl or .parquet, also .gz); ${namesIn(this.folder)}`;
      throw new FileProblem('missing-file', message);
    } catch (error) {
      if (error instanceof FileProblem) throw this.problems.fatal(this.nameOf(table), error);
      throw error;
    }
  }

  async optional<T>(
    table: string,
    read: (file: TableFile, options: ReadOptions) => Promise<T>,
  ): Promise<T | null> {
    return this.unlessUseless(table, async () => {
      const file = this.find(table);
      return file && read(file, this.reading(file));
    });
  }

  async features(items: NamedRows): Promise<GivenFeatures | null> {
    return this.unlessUseless('features.npy', async () => {
      const file = findFeatures(this.folder);
      this.found.set('features.npy', file);
      return file && readFeatures(file, items, this.problems, this.reading(file));
    });
  }

  async graph(items: NamedRows, contexts: NamedRows | null): Promise<EdgesRead> {
    const links = await this.unlessUseless('links', async () => this.find('links'));
    const edges = await this.unlessUseless('edges', async () => this.find('edges'));
    if (links && !edges && !this.found.get('edges')) {
      return this.needed('links', (file, options) => readLinks(file, items, this.problems, options));
    }
    if (links) this.problems.note(links.name, null, 'links-unused', 'there are edges, so links are not used');
    return this.needed('edges', (file, options) => readEdges(file, items, contexts, this.problems, options));
  }

  /** A split is of use with labels alone. */
  async labels(items: NamedRows): Promise<{ labels: Labels | null; nodeSplit: Int8Array | null }> {
    const labels = await this.optional('labels', (file, options) =>
      readLabels(file, items, this.problems, options),
    );
    const nodeSplit = await this.optional('split', (file, options) =>
      readSplit(file, items, this.problems, options),
    );
    if (labels) return { labels, nodeSplit };
    if (nodeSplit) {
      const message = 'there is no labels file, so the split is not used';
      this.problems.note(this.nameOf('split'), null, 'split-unused', message);
    }
    return { labels: null, nodeSplit: null };
  }

  /** null, with the problem told, for a file that is of no use. @throws PinwiseError `bad-data` if that stops all */
  async unlessUseless<T>(table: string, read: () => Promise<T>): Promise<T | null> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      if (this.problems.onError === 'stop') throw this.problems.fatal(this.nameOf(table), error);
      this.problems.fault(
        this.nameOf(table),
        error.row,
        error.code,
        `${error.message}; the file is left out`,
      );
      return null;
    }
  }

  private find(table: string): TableFile | null {
    const file = findTable(this.folder, table);
    this.found.set(table, file);
    return file;
  }

  private reading({ name, bytes }: { name: string; bytes: number }): ReadOptions {
    const { signal, onProgress } = this.o;
    return {
      signal,
      onBytes: (done) => onProgress?.({ stage: `reading ${name}`, done, total: bytes }),
    };
  }
}

function noteDealt({ tune, test }: { tune: number; test: number }, problems: Problems): void {
  const message =
    tune + test > 0
      ? `there is no pairs file: pairs were made from contexts; ${test} contexts (test) and ${tune} (tune) were held out of the graph`
      : 'there is no pairs file: pairs were made from contexts; they are too few to hold some out, so all pairs train';
  problems.note('pairs', null, 'pairs-made', message);
}

function noteWhole(problems: Problems): void {
  problems.note(
    'pairs',
    null,
    'no-pairs',
    'a plain graph with labels keeps all its links, so no pairs are made from them; to train on pairs, add a pairs file, or remove the labels file',
  );
}

const noPairs = (): Record<Split, Pairs> => {
  const none = (): Pairs => ({ query: new Uint32Array(), item: new Uint32Array() });
  return { train: none(), tune: none(), test: none() };
};
