import { PinwiseError } from '../contract/rpc.ts';
import type { Dataset } from '../dataset/dataset.ts';

/** Row of the item `id`. @throws PinwiseError `no-item` */
export function rowOf({ manifest, items }: Dataset, id: string): number {
  const row = items.find(id);
  if (row < 0)
    throw new PinwiseError('no-item', `data set ${manifest.name} has no item ${JSON.stringify(id)}`);
  return row;
}
