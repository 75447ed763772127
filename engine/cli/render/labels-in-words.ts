import type { DatasetManifest } from '../../contract/datasets.ts';
import { count } from './format.ts';

/** Classes and labelled items of a data set, and how many of them each split has; '' without labels. */
export function labelsInWords({ labels, nodeSplit }: DatasetManifest): string {
  if (!labels) return '';
  const kind = labels.multi ? 'several an item' : 'one an item';
  const split = nodeSplit
    ? `${count(nodeSplit.train)} train, ${count(nodeSplit.tune)} tune, ${count(nodeSplit.test)} test`
    : 'no split';
  return `${count(labels.classes)} classes (${kind}) on ${count(labels.labelled)} items: ${split}`;
}
