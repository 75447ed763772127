import type { RunConfig } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';

/** Parameters, Adam's two moments and the best parameters; two checkpoints of them, and the final file. */
const COPIES = 9;
/** Matrices, curves and previews, whatever the number of items. */
const BASE = 32 * 2 ** 20;

/** Bytes of disk that a run may take at most, from sizes alone; rough, and rather too many. */
export function diskNeed({ items: { count }, graph, features }: Dataset, config: RunConfig): number {
  const number = (group: string, key: string): number => Number(config[group]?.[key] ?? 0);
  const learned = number('model', 'itemVector') + number('model', 'factors');
  const neighbors =
    number('sampling', 'neighbors') + number('sampling', 'cap') + number('similarity', 'neighbors');
  const tables = 4 * count * (features.dims + learned + number('model', 'output')) + 8 * count * neighbors;
  const parameters = 4 * (count * learned + graph.contexts * number('model', 'factors'));
  return BASE + tables + COPIES * parameters;
}
