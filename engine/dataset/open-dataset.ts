/**
 * Opens a data set of the store: arrays are read as they lie, strings are decoded when asked for. Features and texts
 * are read on first use, since answering people needs them seldom.
 */
import { join } from 'node:path';
import { PinwiseError } from '../contract/rpc.ts';
import type { DatasetManifest } from '../contract/datasets.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import type { ContextTable, Dataset, Features, ItemTable, Labels, Pairs, Split } from './dataset.ts';
import { files } from './dataset-files.ts';
import { datasetFolder, readManifest } from './list-datasets.ts';
import { readNpy, readNpyShape } from './npy.ts';
import { readStringColumn } from './string-column.ts';
import type { StringColumn } from './string-column.ts';

/** Data sets kept open; the one not used for longest goes first. */
const keep = 3;
const opened = new Map<string, Dataset>();

/**
 * The same object for the same folder and content, so that what hangs on it (walkers, indexes) is made once.
 * @throws PinwiseError `no-dataset`, `dataset-damaged`, `dataset-newer`
 */
export function openDataset(home: string, name: string): Dataset {
  const folder = datasetFolder(home, name);
  const manifest = readManifest(home, name);
  const known = opened.get(folder);
  opened.delete(folder);
  const same =
    known?.manifest.fingerprint === manifest.fingerprint && known.manifest.importedAt === manifest.importedAt;
  const dataset = known && same ? known : unlessDamaged(name, () => open(folder, manifest));
  opened.set(folder, dataset);
  if (opened.size > keep) opened.delete([...opened.keys()][0]);
  return dataset;
}

function open(folder: string, manifest: DatasetManifest): Dataset {
  checkShape(join(folder, files.features), 'float32', [manifest.items, manifest.features.dims]);
  return {
    manifest,
    items: openItems(folder, manifest),
    contexts: openContexts(folder, manifest),
    graph: openGraph(folder, manifest),
    features: openFeatures(folder, manifest),
    pairs: {
      train: openPairs(folder, 'train'),
      tune: openPairs(folder, 'tune'),
      test: openPairs(folder, 'test'),
    },
    labels: openLabels(folder, manifest),
    nodeSplit: manifest.nodeSplit
      ? Int8Array.from(array(folder, files.nodeSplit, Uint8Array, [manifest.items]))
      : null,
  };
}

function openItems(folder: string, { name, items: count }: DatasetManifest): ItemTable {
  const ids = readStringColumn(join(folder, files.itemIds), count);
  const titles = readStringColumn(join(folder, files.itemTitles), count);
  const texts = once(() => unlessDamaged(name, () => readStringColumn(join(folder, files.itemTexts), count)));
  const has = array(folder, files.hasPicture, Uint8Array, [count]);
  return {
    count,
    id: ids.at,
    title: titles.at,
    text: (row) => texts().at(row) || null,
    hasPicture: (row) => has[row] === 1,
    find: finder(ids),
  };
}

function openContexts(folder: string, { contexts: count }: DatasetManifest): ContextTable {
  const ids = readStringColumn(join(folder, files.contextIds), count);
  const titles = readStringColumn(join(folder, files.contextTitles), count);
  return { count, id: ids.at, title: titles.at, find: finder(ids) };
}

function openGraph(folder: string, { items, contexts, edges, weighted }: DatasetManifest): BipartiteGraph {
  const weights = (name: string): Float32Array | null =>
    weighted ? array(folder, name, Float32Array, [edges]) : null;
  return {
    items,
    contexts,
    edges,
    itemIndptr: array(folder, files.itemIndptr, Uint32Array, [items + 1]),
    itemIndices: array(folder, files.itemIndices, Uint32Array, [edges]),
    contextIndptr: array(folder, files.contextIndptr, Uint32Array, [contexts + 1]),
    contextIndices: array(folder, files.contextIndices, Uint32Array, [edges]),
    itemWeights: weights(files.itemWeights),
    contextWeights: weights(files.contextWeights),
  };
}

function openFeatures(folder: string, { name, items, features }: DatasetManifest): Features {
  const { dims, blocks } = features;
  const read = (): Float32Array => array(folder, files.features, Float32Array, [items, dims]);
  const data = once(() => unlessDamaged(name, read));
  return {
    ...{ rows: items, dims, blocks },
    get data() {
      return data();
    },
  };
}

/** Their number is in the file alone: the manifest counts pairs without direction once. */
function openPairs(folder: string, split: Split): Pairs {
  const file = files.pairs(split);
  const { shape } = readNpyShape(join(folder, file));
  const count = shape[1] ?? 0;
  const both = array(folder, file, Uint32Array, [2, count]);
  return { query: both.subarray(0, count), item: both.subarray(count) };
}

function openLabels(folder: string, { items, labels }: DatasetManifest): Labels | null {
  if (!labels) return null;
  const names = readStringColumn(join(folder, files.labelClasses), labels.classes);
  const indptr = array(folder, files.labelIndptr, Uint32Array, [items + 1]);
  return {
    classes: Array.from({ length: labels.classes }, (_, row) => names.at(row)),
    indptr,
    indices: array(folder, files.labelIndices, Uint32Array, [indptr[items]]),
    multi: labels.multi,
  };
}

function array<T extends Uint32Array | Float32Array | Uint8Array>(
  folder: string,
  file: string,
  type: new (length: number) => T,
  shape: readonly number[],
): T {
  const { data, shape: found } = readNpy(join(folder, file));
  if (!(data instanceof type) || found.join() !== shape.join()) throw unfit(file, shape);
  return data;
}

function checkShape(path: string, type: string, shape: readonly number[]): void {
  const found = readNpyShape(path);
  if (found.type !== type || found.shape.join() !== shape.join()) throw unfit(path, shape);
}

const unfit = (file: string, shape: readonly number[]): PinwiseError =>
  new PinwiseError('dataset-damaged', `${file} is not of shape (${shape.join(', ')})`);

/** Whatever cannot be read in a folder with a manifest is damage. */
function unlessDamaged<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PinwiseError(
      'dataset-damaged',
      `data set "${name}" is damaged: ${why}; remove it and import it again`,
      { cause },
    );
  }
}

/** Rows by id, made at the first question. */
function finder(ids: StringColumn): (id: string) => number {
  const rows = once(() => {
    const map = new Map<string, number>();
    for (let row = 0; row < ids.count; row++) map.set(ids.at(row), row);
    return map;
  });
  return (id) => rows().get(id) ?? -1;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
