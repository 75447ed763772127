/**
 * Largest inner product as nearest neighbour among vectors of one length, for indexes that know directions or
 * distances (Bachrach et al., Speeding Up the Xbox Recommender System Using a Euclidean Transformation for
 * Inner-Product Spaces, RecSys 2014).
 *
 *   x' = (x, sqrt(r^2 - |x|^2)), r = max |x|      q' = (q, 0)      so |x'| = r for all items and q' . x' = q . x
 *
 * Where all vectors have one length already, to a thousandth of it, nothing is added.
 */
import type { Vectors } from './nearest-index.ts';
import { countOf, vectorAt } from './nearest-index.ts';

export interface EqualLengths {
  items: Vectors;
  /** A query in the same space. */
  query(vector: Float32Array): Float32Array;
}

export function equalLengths(vectors: Vectors): EqualLengths {
  const { dims } = vectors;
  const count = countOf(vectors);
  const squares = Float64Array.from({ length: count }, (_, row) => {
    let sum = 0;
    for (const value of vectorAt(vectors, row)) sum += value * value;
    return sum;
  });
  const most = squares.reduce((a, b) => Math.max(a, b), 0);
  const least = squares.reduce((a, b) => Math.min(a, b), Infinity);
  if (count === 0 || most - least <= 2e-3 * most) return { items: vectors, query: (vector) => vector };
  const data = new Float32Array(count * (dims + 1));
  for (let row = 0; row < count; row++) {
    data.set(vectorAt(vectors, row), row * (dims + 1));
    data[row * (dims + 1) + dims] = Math.sqrt(most - squares[row]);
  }
  return {
    items: { data, dims: dims + 1 },
    query(vector) {
      const longer = new Float32Array(dims + 1);
      longer.set(vector);
      return longer;
    },
  };
}
