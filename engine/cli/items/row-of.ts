import { PinwiseError } from '../../contract/rpc.ts';
import type { Dataset } from '../../dataset/dataset.ts';

/** Row of the item `id`. @throws PinwiseError `no-item` */
export function rowOf({ manifest, items }: Dataset, id: string): number {
  const row = items.find(id);
  if (row >= 0) return row;
  const meant = rowMeant(items, id);
  const cure =
    meant < 0
      ? 'items are named by their ids, as in the items table'
      : `did you mean ${JSON.stringify(items.id(meant))} (${items.title(meant)})?`;
  throw new PinwiseError('no-item', `data set ${manifest.name} has no item ${JSON.stringify(id)}; ${cure}`);
}

/** Row of the first item whose id or title is `text` but for upper and lower case; -1 where there is none. */
function rowMeant(items: Dataset['items'], text: string): number {
  const wanted = text.toLowerCase();
  for (let row = 0; row < items.count; row++) {
    if (items.id(row).toLowerCase() === wanted || items.title(row).toLowerCase() === wanted) return row;
  }
  return -1;
}
