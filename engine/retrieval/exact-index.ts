import type { NearestIndex, Vectors } from './nearest-index.ts';
import { countOf } from './nearest-index.ts';
import { innerProducts } from './scorer.ts';
import { topK } from './top-k.ts';

/** Looks at every item: one pass over the vectors for a query, in plain arrays, without a tensor backend. */
export function exactIndex(vectors: Vectors): NearestIndex {
  const scores = new Float32Array(countOf(vectors));
  return {
    nearest(vector, k, exclude) {
      innerProducts(vectors.data, vector, scores);
      return topK(scores, k, exclude);
    },
  };
}
