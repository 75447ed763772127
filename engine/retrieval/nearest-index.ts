/** What finds the items nearest to a vector, exactly or nearly. Nearness is the inner product, as in training. */
import type { Ranked } from './top-k.ts';

/** float32 (items, dims), row-major. */
export interface Vectors {
  readonly data: Float32Array;
  readonly dims: number;
}

export interface NearestIndex {
  /**
   * The `k` items with the largest inner product with `vector` (float32, dims), best first, ties by row, without the
   * rows of `exclude`. An approximate index may miss some; the scores that it gives are exact.
   */
  nearest(vector: Float32Array, k: number, exclude?: readonly number[]): Ranked[];
}

export const countOf = ({ data, dims }: Vectors): number => (dims > 0 ? data.length / dims : 0);

/** The vector of `row`, without a copy. */
export const vectorAt = ({ data, dims }: Vectors, row: number): Float32Array =>
  data.subarray(row * dims, (row + 1) * dims);

/** Inner product of `vector` and the vector of `row`; summed in the order of the dimensions, always. */
export function product({ data, dims }: Vectors, row: number, vector: Float32Array): number {
  let sum = 0;
  for (let j = 0, at = row * dims; j < dims; j++) sum += vector[j] * data[at++];
  return Math.fround(sum);
}

/** The mean of the vectors of `rows`, float32 (dims). */
export function meanVector(vectors: Vectors, rows: readonly number[]): Float32Array {
  const sum = new Float64Array(vectors.dims);
  for (const row of rows) {
    const one = vectorAt(vectors, row);
    for (let j = 0; j < one.length; j++) sum[j] += one[j];
  }
  return Float32Array.from(sum, (value) => value / rows.length);
}
