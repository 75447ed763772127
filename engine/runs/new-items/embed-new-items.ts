/** The vectors of new items by a run: their features by the data set's recipe, their neighbours, then the layers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureBlock } from '../../contract/datasets.ts';
import { PinwiseError } from '../../contract/rpc.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { readRecipe, readWords } from '../../dataset/recipe-files.ts';
import { decodeSafetensors } from '../../export/safetensors.ts';
import { featuresOf } from '../../features/feature-recipe.ts';
import type { WordVectors } from '../../features/word-vectors.ts';
import { itemDegree } from '../../graph/bipartite-graph.ts';
import { emptyEdges, npyEdges } from '../../inference/edge-source.ts';
import { embedNew } from '../../inference/embed-new.ts';
import { npyRows } from '../../dataset/row-store.ts';
import type { RowSource } from '../../dataset/row-store.ts';
import { stagedModel } from '../../inference/staged-model.ts';
import { blockScales, scaleRows } from '../../model/input-features.ts';
import type { BlockScale } from '../../model/input-features.ts';
import type { Family } from '../../model/presets/definition.ts';
import { normalizedRows } from '../../retrieval/normalized-rows.ts';
import { turn } from '../../turns.ts';
import { newNeighbors } from './new-neighbors.ts';
import type { NewGraph } from './new-item-graph.ts';
import type { NewItems } from './new-item.ts';
import type { OpenRun } from '../open-run.ts';

export interface EmbedNewItems {
  run: OpenRun;
  family: Family;
  input: NewItems;
  graph: NewGraph;
  /** The run's. */
  folder: string;
  /** The data set's. */
  dataFolder: string;
  signal?: AbortSignal;
}

/** float32 (new items, dims). @throws as `answerNewItems` */
export async function embedNewItems(
  options: EmbedNewItems,
): Promise<{ data: Float32Array; notes: string[] }> {
  const { run, family, input, folder, signal } = options;
  const { dataset, summary } = run;
  const { features } = dataset;
  if (family.kind === 'nearest') {
    const { dims } = features.blocks.find(({ name }) => name === family.block)!;
    const blocks = [{ name: family.block, start: 0, dims }];
    return { data: normalizedRows(await featureRows(options, blocks), dims), notes: [] };
  }
  const raw = await featureRows(options, features.blocks);
  const fed = scaleRows(
    ...([raw, features.dims, features.blocks] as const),
    scalesOf(dataset, summary.config.model?.rowSums === true),
  );
  const rows = npyRows(join(folder, 'features.npy'));
  const model = stagedModel(family, summary.config, rows.dims)!;
  const edges =
    model.layers.length > 0 ? npyEdges(join(folder, 'neighbors.npy'), join(folder, 'weights.npy')) : null;
  try {
    const bytes = readFileSync(join(folder, 'model.safetensors'));
    const { tensors } = decodeSafetensors(bytes, 'model.safetensors');
    const parameters = new Map(
      [...tensors].map(([name, { shape, data }]) => [name, { shape: [...shape], data }]),
    );
    const own = edges
      ? newNeighbors(family, summary, options.graph.graph, input.items)
      : emptyEdges(input.items.length).read(0, input.items.length);
    const whole = withVectors(fed, features.dims, rows, summary.name, edges !== null);
    const data = await embedNew({
      ...model,
      ...{ parameters, trained: { rows, edges }, rows: whole.rows, edges: own, signal },
    });
    return { data, notes: whole.notes };
  } finally {
    rows.close();
    edges?.close();
  }
}

/** Features as the data set's own were made, float32 (new items, dims of `blocks`). */
async function featureRows(
  { run: { dataset }, input, graph: { graph }, dataFolder, signal }: EmbedNewItems,
  blocks: readonly FeatureBlock[],
): Promise<Float32Array> {
  const recipe = readRecipe(dataFolder, dataset.manifest, blocks, () => largestDegree(dataset));
  let vectors: WordVectors | undefined;
  const words = (): WordVectors => (vectors ??= readWords(dataFolder));
  const dims = blocks.reduce((sum, block) => sum + block.dims, 0);
  const out = new Float32Array(input.items.length * dims);
  for (const [i, item] of input.items.entries()) {
    await turn(signal);
    try {
      const { title, text, given } = item;
      const degree = itemDegree(graph, dataset.items.count + i);
      const brought = { title, text, given, degree, picture: item.picture() };
      out.set(await featuresOf(brought, blocks, recipe, words), i * dims);
    } catch (error) {
      if (!(error instanceof PinwiseError)) throw error;
      throw new PinwiseError(error.code, `${item.where}: ${error.message}`, { cause: error });
    }
  }
  return out;
}

function largestDegree({ graph }: Dataset): number {
  let largest = 0;
  for (let item = 0; item < graph.items; item++) largest = Math.max(largest, itemDegree(graph, item));
  return largest;
}

const scales = [false, true].map(() => new WeakMap<Dataset, BlockScale[]>());

function scalesOf(dataset: Dataset, bags: boolean): BlockScale[] {
  const of = scales[bags ? 1 : 0];
  let known = of.get(dataset);
  if (!known) of.set(dataset, (known = blockScales(dataset.features, bags)));
  return known;
}

/**
 * Where the data set has no content, each trained item has a learned vector beside its degree. A new item has none: it
 * is 0, and what is known of the item comes from its neighbours alone (on planted groups as good as their mean).
 * @throws PinwiseError `not-inductive` for a model that looks at each item alone
 */
function withVectors(
  fed: Float32Array,
  dims: number,
  trained: RowSource,
  run: string,
  convolves: boolean,
): { rows: Float32Array; notes: string[] } {
  if (trained.dims === dims) return { rows: fed, notes: [] };
  if (!convolves) {
    throw new PinwiseError(
      'not-inductive',
      `run ${run} learned a vector for each item, since its data set has no pictures, texts or features; ` +
        'it looks at nothing else and knows nothing of a new item; use a run of pinsage',
    );
  }
  const count = fed.length / dims;
  const rows = new Float32Array(count * trained.dims);
  for (let i = 0; i < count; i++) rows.set(fed.subarray(i * dims, (i + 1) * dims), i * trained.dims);
  const note =
    'the data set has no pictures, texts or features, so a vector was learned for each item; a new item has none, ' +
    'and its neighbours alone tell of it';
  return { rows, notes: [note] };
}
