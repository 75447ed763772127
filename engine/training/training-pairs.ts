import type { Dataset, Pairs } from '../dataset/dataset.ts';

/**
 * The labelled positives that are trained on: pairs of an item with itself left out; where the data set's pairs are
 * symmetric ("both belong together", not "who sees this wants that"), each once in both directions.
 */
export function trainingPairs({ pairs: { train }, manifest }: Dataset): Pairs {
  const query: number[] = [];
  const item: number[] = [];
  const known = new Map<number, Set<number>>();
  const add = (q: number, i: number): void => {
    if (manifest.symmetric) {
      const of = known.get(q) ?? new Set();
      if (of.has(i)) return;
      known.set(q, of.add(i));
    }
    query.push(q);
    item.push(i);
  };
  train.query.forEach((q, pair) => {
    const i = train.item[pair];
    if (q === i) return;
    add(q, i);
    if (manifest.symmetric) add(i, q);
  });
  return { query: Uint32Array.from(query), item: Uint32Array.from(item) };
}
