import { PinwiseError } from '../contract/rpc.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { rowOf } from './row-of.ts';

/**
 * Rows of the items named in `text`: one id, or several with commas between them.
 * @throws PinwiseError `no-item`
 */
export function queryItems(dataset: Dataset, text: string): number[] {
  // An id may hold a comma itself.
  const whole = dataset.items.find(text);
  if (whole >= 0) return [whole];
  const ids = text.split(',').map((id) => id.trim());
  return [...new Set(ids.map((id) => rowOf(dataset, id)))];
}

/** Rows of a context's items. @throws PinwiseError `no-context`; `empty-context` */
export function contextItems({ manifest, contexts, graph }: Dataset, id: string): number[] {
  const context = contexts.find(id);
  if (context < 0) {
    throw new PinwiseError('no-context', `data set ${manifest.name} has no context ${JSON.stringify(id)}`);
  }
  const { contextIndptr, contextIndices } = graph;
  const rows = [...contextIndices.subarray(contextIndptr[context], contextIndptr[context + 1])];
  if (rows.length > 0) return rows;
  throw new PinwiseError('empty-context', `context ${JSON.stringify(id)} has no items to recommend from`);
}
