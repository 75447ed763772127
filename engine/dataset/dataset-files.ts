/**
 * Names of the files in datasets/<name>/ and the shapes of its arrays.
 *
 *   dataset.json                  DatasetManifest, written last
 *   <table>-<column>.txt          strings end to end, UTF-8; <table>-<column>.offsets.npy (rows + 1) their byte offsets
 *   item-indptr.npy ...           the graph, as in engine/graph/bipartite-graph.ts
 *   features.npy                  float32 (items, dims)
 *   feature-recipe.json ...       how they were made, see recipe-files.ts
 *   pairs-<split>.npy             uint32 (2, pairs): queries, then items
 *   label-indptr.npy ...          classes by item, as in `Labels`; only where the data have labels
 *   node-split.npy                uint8 (items), one of `nodeSplits`; only where the data have such a split
 *   has-picture.npy               uint8 (items): 1 with a picture
 *   pictures/                     see engine/contract/store-layout.ts
 */
import type { Split } from './dataset.ts';

export const splits: readonly Split[] = ['train', 'tune', 'test'];

export const files = {
  manifest: 'dataset.json',
  itemIds: 'item-ids',
  itemTitles: 'item-titles',
  itemTexts: 'item-texts',
  /** JSON objects of the columns that Pinwise does not know; only where there are some. */
  itemExtra: 'item-extra',
  contextIds: 'context-ids',
  contextTitles: 'context-titles',
  contextExtra: 'context-extra',
  itemIndptr: 'item-indptr.npy',
  itemIndices: 'item-indices.npy',
  itemWeights: 'item-weights.npy',
  contextIndptr: 'context-indptr.npy',
  contextIndices: 'context-indices.npy',
  contextWeights: 'context-weights.npy',
  labelClasses: 'label-classes',
  labelIndptr: 'label-indptr.npy',
  labelIndices: 'label-indices.npy',
  nodeSplit: 'node-split.npy',
  features: 'features.npy',
  hasPicture: 'has-picture.npy',
  pairs: (split: Split): string => `pairs-${split}.npy`,
} as const;
