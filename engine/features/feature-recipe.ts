/**
 * How a data set's features were made when it was imported, frozen, so that an item that comes later gets features of
 * the same kind (inductive use; Hamilton et al., NeurIPS 2017): the components of the pictures, the factors of given
 * features and degrees. Words need nothing but their vectors.
 */
import type { FeatureBlock } from '../contract/datasets.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { decodePicture } from './decode-picture.ts';
import { normalizeSpan } from './normalize-span.ts';
import { project } from './pca.ts';
import type { Components } from './pca.ts';
import { describePicture, descriptorDims } from './picture-descriptor.ts';
import { textVector } from './word-vectors.ts';
import type { WordVectors } from './word-vectors.ts';

export interface FeatureRecipe {
  /** The components that pictures are projected on; null without pictures. */
  readonly visual: Components | null;
  /** Factor that the rows of features.npy were multiplied with; null without the file. */
  readonly given: number | null;
  /** The largest log(1 + degree); null where no item has a context. */
  readonly degree: number | null;
}

/** One item that comes later: what it brings. */
export interface NewItem {
  readonly title: string;
  readonly text: string | null;
  /** Bytes as they came. */
  readonly picture: Uint8Array | null;
  /** Its row of features.npy. */
  readonly given: Float32Array | null;
  /** Contexts that it is in. */
  readonly degree: number;
}

/**
 * The item's row, float32 (dims), in the layout of `blocks`; what it does not bring is 0, as at import.
 * @throws PinwiseError `bad-picture`; `bad-features` where the data set's items have given features and it has none
 */
export async function featuresOf(
  item: NewItem,
  blocks: readonly FeatureBlock[],
  recipe: FeatureRecipe,
  words: () => WordVectors,
): Promise<Float32Array> {
  const row = new Float32Array(blocks.reduce((sum, { dims }) => sum + dims, 0));
  for (const { name, start, dims } of blocks) {
    const out = row.subarray(start, start + dims);
    if (name === 'visual' && item.picture) {
      const descriptor = new Float32Array(descriptorDims);
      describePicture(await decodePicture(item.picture), descriptor);
      project(recipe.visual!, descriptor, out);
    } else if (name === 'text') {
      textVector(`${item.title} ${item.text ?? ''}`, words(), out);
      normalizeSpan(out);
    } else if (name === 'given') {
      givenRow(item.given, recipe.given!, out);
    } else if (name === 'degree') {
      out[0] = Math.fround(Math.log1p(item.degree)) / recipe.degree!;
    }
  }
  return row;
}

function givenRow(given: Float32Array | null, factor: number, out: Float32Array): void {
  if (given?.length !== out.length) {
    const has = given ? `${given.length} numbers` : 'none';
    throw new PinwiseError(
      'bad-features',
      `the data set's items have features of ${out.length} numbers each, and the new item has ${has}; ` +
        `give it ${out.length}, as in a row of the data set's features.npy`,
    );
  }
  given.forEach((value, i) => (out[i] = value * factor));
}
