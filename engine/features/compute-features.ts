/**
 * What every item brings besides its edges, as blocks side by side:
 *
 *   visual  the picture (visual-block.ts): length 1 before the mean of all was taken off, about 0.6 after it
 *   text    mean of the word vectors of title and text, each row of length 1
 *   given   features.npy, divided by the mean length of its rows
 *   degree  log(1 + degree) over its largest value
 *
 * So the blocks are of one magnitude. The nodes of a plain graph that bring features have these alone, as in GraphSAGE:
 * on Cora, titles and degree drown them when nothing but walks is learned from. A block without content is
 * left out; an item without content in a block has zeros there.
 */
import type { FeatureBlock } from '../contract/datasets.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { Features } from '../dataset/dataset.ts';
import { itemDegree } from '../graph/bipartite-graph.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import type { FeatureRecipe } from './feature-recipe.ts';
import { normalizeSpan } from './normalize-span.ts';
import { visualBlock } from './visual-block.ts';
import { loadWordVectors, textVector } from './word-vectors.ts';
import type { WordVectors } from './word-vectors.ts';

/** What features are made from: the part of a DatasetDraft that is read. */
export interface FeatureSource {
  items: { titles: readonly string[]; texts: readonly (string | null)[] };
  /** Bytes of the item's picture, null without one. */
  picture(row: number): Uint8Array | null;
  pictures: number;
  /** float32 (items, givenDims) or null. */
  givenFeatures: Float32Array | null;
  givenDims: number;
  /** A plain graph. */
  plain?: boolean;
}

export interface FeatureOptions {
  signal?: AbortSignal;
  onProgress?(done: number, total: number, stage: string): void;
  onBadPicture?(row: number, why: string): void;
  /** Default: those that ship with Pinwise. */
  words?: WordVectors;
}

interface Block {
  name: FeatureBlock['name'];
  dims: number;
  /** float32 (items, dims). */
  data: Float32Array;
}

/** The features, and what it takes to make those of a later item. */
export interface MadeFeatures extends Features {
  readonly recipe: FeatureRecipe;
}

/** Deterministic. Throws `cancelled` within a second of an abort; a picture that does not decode is only told. */
export async function computeFeatures(
  draft: FeatureSource,
  graph: BipartiteGraph,
  options: FeatureOptions,
): Promise<MadeFeatures> {
  const { signal, onProgress, onBadPicture } = options;
  const items = draft.items.titles.length;
  const breath = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted) throw new PinwiseError('cancelled', 'the import was cancelled');
  };
  const blocks: Block[] = [];
  let components: FeatureRecipe['visual'] = null;
  if (draft.pictures > 0) {
    const visual = await visualBlock({
      items,
      picture: (row) => draft.picture(row),
      onBadPicture,
      onProgress,
      breath,
    });
    if (visual) {
      blocks.push({ name: 'visual', dims: visual.dims, data: visual.data });
      components = visual.components;
    }
  }
  await breath();
  const { givenFeatures, givenDims } = draft;
  const alone = draft.plain === true && givenFeatures !== null && givenDims > 0;
  const text = alone ? null : textBlock(draft.items, options.words ?? loadWordVectors());
  if (text) blocks.push(text);
  const given = givenFeatures && givenDims > 0 ? givenScale(givenFeatures, givenDims, items) : null;
  if (givenFeatures && given !== null) {
    blocks.push({ name: 'given', dims: givenDims, data: givenFeatures.map((value) => value * given) });
  }
  const degrees = Float32Array.from({ length: items }, (_, row) => Math.log1p(itemDegree(graph, row)));
  const degree = degrees.reduce((a, b) => Math.max(a, b), 0) || null;
  if (degree && !alone) {
    blocks.push({ name: 'degree', dims: 1, data: degrees.map((value) => value / degree) });
  }
  return { ...sideBySide(blocks, items), recipe: { visual: components, given, degree } };
}

function textBlock({ titles, texts }: FeatureSource['items'], vectors: WordVectors): Block | null {
  const { dims } = vectors;
  const data = new Float32Array(titles.length * dims);
  let known = 0;
  titles.forEach((title, row) => {
    const out = data.subarray(row * dims, (row + 1) * dims);
    if (textVector(`${title} ${texts[row] ?? ''}`, vectors, out)) known++;
    normalizeSpan(out);
  });
  return known > 0 ? { name: 'text', dims, data } : null;
}

/** One over the mean length of the rows. */
function givenScale(given: Float32Array, dims: number, items: number): number {
  let lengths = 0;
  for (let row = 0; row < items; row++) {
    let squares = 0;
    for (let i = row * dims; i < (row + 1) * dims; i++) squares += given[i] * given[i];
    lengths += Math.sqrt(squares);
  }
  return lengths > 0 ? items / lengths : 1;
}

function sideBySide(parts: readonly Block[], items: number): Features {
  const dims = parts.reduce((sum, part) => sum + part.dims, 0);
  const data = new Float32Array(items * dims);
  const blocks: FeatureBlock[] = [];
  let start = 0;
  for (const part of parts) {
    for (let row = 0; row < items; row++) {
      data.set(part.data.subarray(row * part.dims, (row + 1) * part.dims), row * dims + start);
    }
    blocks.push({ name: part.name, start, dims: part.dims });
    start += part.dims;
  }
  return { rows: items, dims, data, blocks };
}
