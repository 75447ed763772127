/** Which items belong together by the data alone, whatever a model says. */
import { type Dataset } from '../dataset/dataset.ts';
import { splits } from '../dataset/dataset-files.ts';

export interface Kin {
  /** Contexts that both items are in. */
  shared: Map<number, number>;
  /** Labelled as belonging together, in any split and either direction. */
  labelled: Set<number>;
}

export function kinOf({ graph, pairs }: Dataset, row: number): Kin {
  const shared = new Map<number, number>();
  const { itemIndptr, itemIndices, contextIndptr, contextIndices } = graph;
  for (const context of itemIndices.subarray(itemIndptr[row], itemIndptr[row + 1])) {
    for (const item of contextIndices.subarray(contextIndptr[context], contextIndptr[context + 1])) {
      if (item !== row) shared.set(item, (shared.get(item) ?? 0) + 1);
    }
  }
  const labelled = new Set<number>();
  for (const split of splits) {
    const { query, item } = pairs[split];
    query.forEach((from, i) => {
      if (from === row) labelled.add(item[i]);
      else if (item[i] === row) labelled.add(from);
    });
  }
  labelled.delete(row);
  return { shared, labelled };
}
