import type { Dataset } from '../../dataset/dataset.ts';
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
