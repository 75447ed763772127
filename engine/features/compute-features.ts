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
 * left out; an item without content in a block has zeros there. Rows are put together a piece at a time: of the blocks
 * only the pictures' is in memory whole.
 */
import type { FeatureBlock } from '../contract/datasets.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { pieceRows } from '../dataset/row-stream.ts';
import type { RowStream } from '../dataset/row-stream.ts';
import { itemDegree } from '../graph/bipartite-graph.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import { turn } from '../turns.ts';
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
  givenFeatures: RowStream | null;
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
  /**
   * Writes what the item has there into zeros, float32 (dims).
   * @param given its row of features.npy
   */
  write(row: number, out: Float32Array, given: Float32Array | null): void;
}

/** The features, and what it takes to make those of a later item. */
export interface MadeFeatures extends RowStream {
  readonly blocks: readonly FeatureBlock[];
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
    await turn();
    if (signal?.aborted) throw new PinwiseError('cancelled', 'the import was cancelled');
  };
  const parts: Block[] = [];
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
      const { data, dims } = visual;
      const write = (row: number, out: Float32Array): void =>
        out.set(data.subarray(row * dims, (row + 1) * dims));
      parts.push({ name: 'visual', dims, write });
      components = visual.components;
    }
  }
  await breath();
  const { givenFeatures } = draft;
  const alone = draft.plain === true && givenFeatures !== null;
  const text = alone ? null : textBlock(draft.items, options.words ?? loadWordVectors());
  if (text) parts.push(text);
  const given = givenFeatures && (await givenScale(givenFeatures));
  if (givenFeatures && given !== null) {
    const write: Block['write'] = (_, out, brought) =>
      brought!.forEach((value, i) => (out[i] = value * given));
    parts.push({ name: 'given', dims: givenFeatures.dims, write });
  }
  const degreeOf = (row: number): number => Math.fround(Math.log1p(itemDegree(graph, row)));
  let largest = 0;
  for (let row = 0; row < items; row++) largest = Math.max(largest, degreeOf(row));
  const degree = largest || null;
  if (degree && !alone) {
    parts.push({ name: 'degree', dims: 1, write: (row, out) => (out[0] = degreeOf(row) / degree) });
  }
  const recipe = { visual: components, given, degree };
  return { ...sideBySide(parts, items, givenFeatures), recipe };
}

function textBlock({ titles, texts }: FeatureSource['items'], vectors: WordVectors): Block | null {
  const { dims } = vectors;
  const write = (row: number, out: Float32Array): boolean => {
    const known = textVector(`${titles[row]} ${texts[row] ?? ''}`, vectors, out);
    normalizeSpan(out);
    return known;
  };
  const some = new Float32Array(dims);
  return titles.some((_, row) => write(row, some.fill(0))) ? { name: 'text', dims, write } : null;
}

/** One over the mean length of the rows. */
async function givenScale({ rows, dims, pieces }: RowStream): Promise<number> {
  let lengths = 0;
  for await (const piece of pieces()) {
    for (let from = 0; from < piece.length; from += dims) {
      let squares = 0;
      for (let i = from; i < from + dims; i++) squares += piece[i] * piece[i];
      lengths += Math.sqrt(squares);
    }
  }
  return lengths > 0 ? rows / lengths : 1;
}

function sideBySide(
  parts: readonly Block[],
  items: number,
  given: RowStream | null,
): Omit<MadeFeatures, 'recipe'> {
  const dims = parts.reduce((sum, part) => sum + part.dims, 0);
  const blocks: FeatureBlock[] = [];
  let end = 0;
  for (const { name, dims: wide } of parts) {
    blocks.push({ name, start: end, dims: wide });
    end += wide;
  }
  const made = (first: number, count: number, brought: (i: number) => Float32Array | null): Float32Array => {
    const out = new Float32Array(count * dims);
    for (let i = 0; i < count; i++) {
      parts.forEach(({ write }, at) => {
        const from = i * dims + blocks[at].start;
        write(first + i, out.subarray(from, from + blocks[at].dims), brought(i));
      });
    }
    return out;
  };
  async function* pieces(): AsyncGenerator<Float32Array> {
    let row = 0;
    if (given) {
      for await (const piece of given.pieces()) {
        const count = piece.length / given.dims;
        yield made(row, count, (i) => piece.subarray(i * given.dims, (i + 1) * given.dims));
        row += count;
      }
      return;
    }
    for (const step = pieceRows(dims); row < items; row += step) {
      yield made(row, Math.min(step, items - row), () => null);
    }
  }
  return { rows: items, dims, blocks, pieces };
}
