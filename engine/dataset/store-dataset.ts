/**
 * A draft becomes a folder of the store: everything is written and synced under a temporary name, the manifest last,
 * and then renamed. Whatever goes wrong on the way, the store is as it was.
 */
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetManifest, FeatureBlock } from '../contract/datasets.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { datasetPath } from '../contract/store-layout.ts';
import { countPairs } from './count-pairs.ts';
import { countLabels } from './count-labels.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import { buildGraph } from '../graph/build-graph.ts';
import type { KeptWords } from '../features/read-word-vectors.ts';
import type { FeatureRecipe } from '../features/feature-recipe.ts';
import { turn } from '../turns.ts';
import { files, splits } from './dataset-files.ts';
import { needSpace } from './disk-space.ts';
import type { DatasetDraft } from './draft.ts';
import { dataFingerprint, splitFingerprint } from './fingerprint.ts';
import { writeNpy, writeNpyStream } from './npy.ts';
import { writeRecipe, writeWords } from './recipe-files.ts';
import { npyRows } from './row-store.ts';
import type { RowStream } from './row-stream.ts';
import { storePictures } from './store-pictures.ts';
import { stringColumnBytes, writeStringColumn } from './string-column.ts';
import { stopIfCancelled } from './tables/byte-source.ts';
import { makeWorkFolder } from './work-folder.ts';
import { syncFolder, writeFileWhole } from './write-file.ts';

export interface StoreOptions {
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
  /** Word vectors of somebody's choice that the features were made with. */
  words?: KeptWords;
  /** Bytes that are free on the disk, for tests; asked of the system by default. */
  freeBytes?: number;
}

/** Features as they come to be stored; without a recipe none can be made of a later item. */
export interface FeaturesToStore extends RowStream {
  readonly blocks: readonly FeatureBlock[];
  readonly recipe?: FeatureRecipe;
}

/** @throws PinwiseError `dataset-exists`, `disk-full`, `cancelled` */
export async function storeDataset(
  home: string,
  draft: DatasetDraft,
  features: FeaturesToStore,
  now: Date,
  o: StoreOptions = {},
): Promise<DatasetManifest> {
  const target = join(home, datasetPath(draft.name));
  refuseExisting(target, draft.name);
  const graph = buildGraph({
    ...draft.edges,
    items: draft.items.ids.length,
    contexts: draft.contexts.ids.length,
  });
  const work = makeWorkFolder(home, 'import');
  try {
    needSpace(work.path, bytesNeeded(draft, graph, features) + (o.words?.data.byteLength ?? 0), o.freeBytes);
    const has = await storePictures(work.path, draft, {
      signal: o.signal,
      onProgress: (done) => o.onProgress?.(done, draft.items.ids.length),
    });
    writeTables(work.path, draft, has);
    writeGraph(work.path, graph);
    writeLabels(work.path, draft);
    await writeNpyStream(join(work.path, files.features), cancellable(features, o.signal));
    if (features.recipe) writeRecipe(work.path, features.recipe);
    if (o.words) writeWords(work.path, o.words);
    const manifest = {
      ...manifestOf(draft, graph, features, now, has),
      ...fingerprints(work.path, draft, graph),
    };
    stopIfCancelled(o.signal);
    writeFileWhole(join(work.path, files.manifest), JSON.stringify(manifest));
    publish(work.path, target, draft.name);
    syncFolder(join(home, 'datasets'));
    return manifest;
  } finally {
    work.remove();
  }
}

/** @throws PinwiseError `dataset-exists` */
export function refuseExisting(target: string, name: string): void {
  if (!existsSync(target)) return;
  throw new PinwiseError(
    'dataset-exists',
    `there is a data set "${name}" already; remove it first or import under another name`,
  );
}

/** Fails when another process has put a data set of this name there in the meantime. */
function publish(from: string, to: string, name: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    refuseExisting(to, name);
    throw error;
  }
}

function writeTables(folder: string, { items, contexts, pairs }: DatasetDraft, has: Uint8Array): void {
  const columns: [string, readonly (string | null)[]][] = [
    [files.itemIds, items.ids],
    [files.itemTitles, items.titles],
    [files.itemTexts, items.texts],
    [files.contextIds, contexts.ids],
    [files.contextTitles, contexts.titles],
  ];
  if (items.extra) columns.push([files.itemExtra, items.extra.map((extra) => JSON.stringify(extra))]);
  if (contexts.extra)
    columns.push([files.contextExtra, contexts.extra.map((extra) => JSON.stringify(extra))]);
  for (const [name, strings] of columns) writeStringColumn(join(folder, name), strings);
  writeNpy(join(folder, files.hasPicture), [has.length], has);
  for (const split of splits) {
    const { query, item } = pairs[split];
    const both = new Uint32Array(2 * query.length);
    both.set(query);
    both.set(item, query.length);
    writeNpy(join(folder, files.pairs(split)), [2, query.length], both);
  }
}

function writeLabels(folder: string, { labels, nodeSplit }: DatasetDraft): void {
  if (labels) {
    writeStringColumn(join(folder, files.labelClasses), labels.classes);
    writeNpy(join(folder, files.labelIndptr), [labels.indptr.length], labels.indptr);
    writeNpy(join(folder, files.labelIndices), [labels.indices.length], labels.indices);
  }
  if (nodeSplit) writeNpy(join(folder, files.nodeSplit), [nodeSplit.length], Uint8Array.from(nodeSplit));
}

function writeGraph(folder: string, graph: BipartiteGraph): void {
  const names = ['itemIndptr', 'itemIndices', 'itemWeights'] as const;
  for (const name of [...names, 'contextIndptr', 'contextIndices', 'contextWeights'] as const) {
    const data = graph[name];
    if (data) writeNpy(join(folder, files[name]), [data.length], data);
  }
}

function manifestOf(
  draft: DatasetDraft,
  graph: BipartiteGraph,
  features: FeaturesToStore,
  now: Date,
  has: Uint8Array,
): Omit<DatasetManifest, 'fingerprint' | 'split'> {
  let isolated = 0;
  for (let i = 0; i < graph.items; i++) if (graph.itemIndptr[i + 1] === graph.itemIndptr[i]) isolated++;
  return {
    format: 1,
    name: draft.name,
    source: draft.source,
    title: draft.title,
    credit: draft.credit,
    importedAt: now.toISOString(),
    items: graph.items,
    contexts: graph.contexts,
    edges: graph.edges,
    isolated,
    weighted: graph.itemWeights !== null,
    pictures: has.reduce((sum, one) => sum + one, 0),
    pairs: countPairs(draft),
    ...(draft.symmetric && { symmetric: true }),
    ...(draft.plain && { plain: true as const }),
    ...countLabels(draft),
    features: { rows: features.rows, dims: features.dims, blocks: [...features.blocks] },
    warnings: draft.warnings,
    skipped: draft.skipped,
  };
}

/** The features are read back, so that they are in memory by pieces only. */
function fingerprints(
  folder: string,
  draft: DatasetDraft,
  graph: BipartiteGraph,
): Pick<DatasetManifest, 'fingerprint' | 'split'> {
  const { items, pairs } = draft;
  const features = npyRows(join(folder, files.features));
  try {
    return {
      fingerprint: dataFingerprint(items.ids, graph, features, pairs, draft),
      split: splitFingerprint(items.ids, pairs, draft),
    };
  } finally {
    features.close();
  }
}

const cancellable = ({ rows, dims, pieces }: RowStream, signal?: AbortSignal): RowStream => ({
  rows,
  dims,
  async *pieces() {
    for await (const piece of pieces()) {
      await turn();
      stopIfCancelled(signal);
      yield piece;
    }
  },
});

function bytesNeeded(draft: DatasetDraft, graph: BipartiteGraph, features: RowStream): number {
  const { items, contexts, pairs } = draft;
  const strings = [items.ids, items.titles, items.texts, contexts.ids, contexts.titles];
  const text = strings.reduce((sum, column) => sum + stringColumnBytes(column), 0);
  const edges = (graph.itemWeights ? 16 : 8) * graph.edges + 4 * (graph.items + graph.contexts);
  const labelled = splits.reduce((sum, split) => sum + 8 * pairs[split].query.length, 0);
  const classes = draft.labels ? 4 * (graph.items + draft.labels.indices.length) + graph.items : 0;
  return text + edges + labelled + classes + 4 * features.rows * features.dims + (draft.pictureBytes ?? 0);
}
