/** The one way in: a folder, an archive or the demo becomes a data set of the store, or nothing happens. */
import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { DatasetName } from '../contract/datasets.ts';
import type { DatasetManifest, Warning } from '../contract/datasets.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { datasetPath } from '../contract/store-layout.ts';
import { computeFeatures } from '../features/compute-features.ts';
import { readWordVectors } from '../features/read-word-vectors.ts';
import type { KeptWords } from '../features/read-word-vectors.ts';
import { buildGraph } from '../graph/build-graph.ts';
import { demoArchive } from './demo/demo-archive.ts';
import type { DatasetDraft } from './draft.ts';
import { Problems } from './problems.ts';
import { readArchive } from './read-archive.ts';
import { ownWords } from './recipe-files.ts';
import { readFolder } from './read-folder.ts';
import { refuseExisting, storeDataset } from './store-dataset.ts';
import { removeLeftovers } from './work-folder.ts';

export interface ImportOptions {
  /** "demo", "demo-dense", a folder, or a .pinwise-dataset file. */
  source: string;
  home: string;
  /** Default: from the source. */
  name?: string;
  onError: 'stop' | 'skip';
  /** A file of word vectors for titles and texts; default: those that ship with Pinwise. */
  vectors?: string;
  signal?: AbortSignal;
  now?: Date;
  onProgress?(p: { stage: string; done: number; total: number }): void;
}

/**
 * @throws PinwiseError `bad-data` (the message names the first problem and how many more; details: Warning[]),
 *   `bad-vectors`, `dataset-exists`, `no-source`, `bad-name`, `disk-full`, `cancelled`
 */
export async function importDataset(o: ImportOptions): Promise<DatasetManifest> {
  const { home, onError, signal, onProgress } = o;
  const demo = o.source === 'demo' || o.source === 'demo-dense' ? o.source : null;
  const path = demo ? demoArchive(demo) : resolve(o.source);
  if (!existsSync(path)) {
    throw new PinwiseError(
      'no-source',
      `there is no ${o.source}; give "demo", a folder or a .pinwise-dataset file`,
    );
  }
  if (isTable(path)) {
    throw new PinwiseError(
      'no-source',
      `${o.source} is one file of a data set; give the folder that it lies in`,
    );
  }
  const name = nameOf(o.name, demo ?? path);
  refuseExisting(join(home, datasetPath(name)), name);
  removeLeftovers(home);
  const options = { name, onError, signal, onProgress };
  const store = (draft: DatasetDraft): Promise<DatasetManifest> =>
    finish(demo ? { ...draft, source: demo } : draft, o);
  return statSync(path).isDirectory()
    ? store(await readFolder(path, options))
    : readArchive(path, home, options, store);
}

const isTable = (path: string): boolean =>
  /\.(csv|jsonl|parquet|npy)(\.gz)?$/i.test(path) && !statSync(path).isDirectory();

/** Features, then the store. */
async function finish(draft: DatasetDraft, o: ImportOptions): Promise<DatasetManifest> {
  const { signal, onProgress } = o;
  const bad = new Map<number, string>();
  const graph = buildGraph({
    ...draft.edges,
    items: draft.items.ids.length,
    contexts: draft.contexts.ids.length,
  });
  const words = o.vectors === undefined ? undefined : await chosenWords(o.vectors, draft, o);
  const features = await computeFeatures(draft, graph, {
    signal,
    words: words && ownWords(words.words, words.dims, words.data),
    onProgress: (done, total, stage) => onProgress?.({ stage: `features: ${stage}`, done, total }),
    onBadPicture: (row, why) => bad.set(row, why),
  });
  const checked = withoutBadPictures(draft, bad, o.onError);
  return storeDataset(o.home, checked, features, o.now ?? new Date(), {
    signal,
    words,
    onProgress: (done, total) => onProgress?.({ stage: 'storing', done, total }),
  });
}

function chosenWords(
  path: string,
  { items: { titles, texts } }: DatasetDraft,
  { signal, onProgress }: ImportOptions,
): Promise<KeptWords> {
  const total = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return readWordVectors(path, [...titles, ...texts.filter((text) => text !== null)], {
    signal,
    onBytes: (done) => onProgress?.({ stage: 'reading word vectors', done, total }),
  });
}

/** @throws PinwiseError `bad-data` when there is one and the import is to stop at that */
function withoutBadPictures(
  draft: DatasetDraft,
  bad: ReadonlyMap<number, string>,
  onError: 'stop' | 'skip',
): DatasetDraft {
  if (bad.size === 0) return draft;
  const problems = new Problems(onError);
  for (const [row, why] of [...bad].sort(([a], [b]) => a - b)) {
    const { file, row: line } = draft.origin?.(row) ?? { file: 'items', row: null };
    problems.fault(file, line, 'bad-picture', `${why}; replace the image or empty the cell`);
  }
  problems.check();
  const warnings: Warning[] = [...draft.warnings, ...problems.warnings()];
  return {
    ...draft,
    pictures: draft.pictures - bad.size,
    picture: (row) => (bad.has(row) ? null : draft.picture(row)),
    warnings,
  };
}

/** @throws PinwiseError `bad-name` */
function nameOf(given: string | undefined, source: string): string {
  const derived = basename(source)
    .replace(/\.pinwise-dataset$/i, '')
    .replace(/[^a-z0-9._-]+/gi, '-')
    .replace(/^[^a-z0-9]+/i, '')
    .slice(0, 64);
  const name = DatasetName.safeParse(given ?? derived);
  if (name.success) return name.data;
  throw new PinwiseError(
    'bad-name',
    `${JSON.stringify(given ?? basename(source))} cannot be a data set's name: ${name.error.issues[0].message}; give another with --as`,
  );
}
