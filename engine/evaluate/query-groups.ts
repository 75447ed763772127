import type { Pairs } from '../dataset/dataset.ts';

/** A query item with its labelled positives, as rows. */
export interface QueryGroup {
  query: number;
  positives: Uint32Array;
}

/**
 * Pairs by query: queries in ascending order of row, positives in the order of the pairs, each once. An item paired
 * with itself is no question.
 */
export function groupByQuery({ query, item }: Pairs): QueryGroup[] {
  const positives = new Map<number, number[]>();
  query.forEach((row, pair) => {
    if (item[pair] === row) return;
    const group = positives.get(row);
    if (group) group.push(item[pair]);
    else positives.set(row, [item[pair]]);
  });
  return [...positives]
    .sort(([a], [b]) => a - b)
    .map(([row, items]) => ({ query: row, positives: Uint32Array.from(new Set(items)) }));
}
