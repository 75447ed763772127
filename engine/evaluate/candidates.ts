/**
 * What models are ranked on: a split's labelled pairs, and all items as candidates. Both were fixed when the data set
 * was made; its `split` is their fingerprint.
 */
import type { Candidates } from '../contract/runs.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { Dataset, Split } from '../dataset/dataset.ts';
import { splitFingerprint } from '../dataset/fingerprint.ts';
import { labelledRows } from './label-tables.ts';
import { groupByQuery } from './query-groups.ts';

export function candidatesOf(dataset: Dataset, name: Split): Candidates {
  const { manifest, items, pairs } = dataset;
  const groups = groupByQuery(pairs[name]);
  return {
    ...{ name, fingerprint: manifest.split, items: items.count - 1, queries: groups.length },
    pairs: groups.reduce((total, { positives }) => total + positives.length, 0),
    ...(dataset.labels && { labelled: labelledRows(dataset, name).length }),
  };
}

const checked = new WeakSet<Dataset>();

/**
 * Computes the fingerprint anew: figures are worth nothing on pairs or items that changed under the data set.
 * @throws PinwiseError `dataset-damaged`
 */
export function verifyCandidates(dataset: Dataset): void {
  if (checked.has(dataset)) return;
  const { items, pairs, manifest, labels, nodeSplit } = dataset;
  const ids = Array.from({ length: items.count }, (_, row) => items.id(row));
  if (splitFingerprint(ids, pairs, { labels, nodeSplit }) !== manifest.split) {
    throw new PinwiseError(
      'dataset-damaged',
      `the pairs or items of data set ${manifest.name} are not those that it was made with; import it again`,
    );
  }
  checked.add(dataset);
}
