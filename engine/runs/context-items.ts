import { PinwiseError } from '../contract/rpc.ts';
import type { Dataset } from '../dataset/dataset.ts';

/** Rows of the items of the context with this id. @throws PinwiseError `no-context`; `empty-context` */
export function contextItems({ manifest, contexts, graph }: Dataset, id: string): number[] {
  const context = contexts.find(id);
  if (context < 0) {
    throw new PinwiseError('no-context', `data set ${manifest.name} has no context ${JSON.stringify(id)}`);
  }
  const { contextIndptr, contextIndices } = graph;
  const rows = [...contextIndices.subarray(contextIndptr[context], contextIndptr[context + 1])];
  if (rows.length > 0) return rows;
  throw new PinwiseError(
    'empty-context',
    `context ${JSON.stringify(id)} has no items to recommend from; ask with some items instead`,
  );
}
