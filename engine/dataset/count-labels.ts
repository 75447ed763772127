import type { DatasetManifest } from '../contract/datasets.ts';
import { nodeSplits } from './dataset.ts';
import type { Labels } from './dataset.ts';

/** What a manifest says of labels: nothing where there are none. Only labelled items count in a split. */
export function countLabels(o: {
  labels?: Labels | null;
  nodeSplit?: Int8Array | null;
}): Pick<DatasetManifest, 'labels' | 'nodeSplit'> {
  const { labels, nodeSplit } = o;
  if (!labels) return {};
  const items = [...labels.indptr.keys()].slice(0, -1);
  const labelled = items.filter((item) => labels.indptr[item + 1] > labels.indptr[item]);
  const among = (split: number): number =>
    labelled.reduce((sum, item) => sum + (nodeSplit?.[item] === split ? 1 : 0), 0);
  return {
    labels: { classes: labels.classes.length, labelled: labelled.length, multi: labels.multi },
    ...(nodeSplit && {
      nodeSplit: {
        train: among(nodeSplits.train),
        tune: among(nodeSplits.tune),
        test: among(nodeSplits.test),
      },
    }),
  };
}
