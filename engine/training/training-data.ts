/** What a data set must have to be trained on, and what is learned where it lacks content. */
import { PinwiseError } from '../contract/rpc.ts';
import type { Dataset, Pairs } from '../dataset/dataset.ts';
import { trainingPairs } from './training-pairs.ts';

/** @throws PinwiseError `no-pairs` */
export function needPairs(dataset: Dataset): Pairs {
  const pairs = trainingPairs(dataset);
  if (pairs.query.length > 0) return pairs;
  const { name, labels } = dataset.manifest;
  const other = labels ? 'a graphsage preset, which learns from labels' : 'a preset without training';
  throw new PinwiseError(
    'no-pairs',
    `data set ${name} has no training pairs; add a pairs file, or use ${other}`,
  );
}

/** @throws PinwiseError `no-features` */
export function needFeatures({ features, manifest }: Dataset): void {
  if (features.dims > 0) return;
  throw new PinwiseError(
    'no-features',
    `data set ${manifest.name} has no features at all; import it with pictures, titles in words or edges`,
  );
}

/** Items get a vector of their own only where nothing else tells them apart. */
export function learnedLength({ features }: Dataset, { model }: { model: { itemVector: number } }): number {
  return features.blocks.some(({ name }) => name !== 'degree') ? 0 : model.itemVector;
}
