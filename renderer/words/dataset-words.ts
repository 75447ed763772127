/** What a data set holds, in words. */
import type { DatasetSummary } from '../../engine/contract/datasets.ts';
import { count, counted } from './format.ts';

type Dataset = Pick<
  DatasetSummary,
  'items' | 'contexts' | 'edges' | 'pairs' | 'plain' | 'labels' | 'nodeSplit'
>;

/** Items, and how they hang together. */
export function sizesOf({ items, contexts, edges, plain }: Dataset): string {
  const graph = plain ? [counted(contexts, 'link')] : [counted(contexts, 'context'), counted(edges, 'edge')];
  return [counted(items, 'item'), ...graph].join(', ');
}

/** What is known to be right, to train and measure on: pairs, labels or both. */
export function knownOf({ pairs, labels }: Dataset): string {
  const all = pairs.train + pairs.tune + pairs.test;
  const known = labels
    ? [`${counted(labels.labelled, 'item')} in ${counted(labels.classes, 'class', 'classes')}`]
    : [];
  if (all > 0 || !labels) known.unshift(`${count(all)} labelled pairs`);
  return known.join(', ');
}

/** Classes and their split; '' without labels. */
export function labelsOf({ labels, nodeSplit }: Dataset): string {
  if (!labels) return '';
  const classes = `${counted(labels.classes, 'class', 'classes')}${labels.multi ? ', several an item' : ''}`;
  if (!nodeSplit) return `${classes}; ${counted(labels.labelled, 'item')}, in no split`;
  const { train, tune, test } = nodeSplit;
  return `${classes}; ${count(train)} train, ${count(tune)} tune, ${count(test)} test`;
}
