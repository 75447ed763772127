/**
 * Locality-sensitive hashes by random hyperplanes (Charikar, Similarity Estimation Techniques from Rounding
 * Algorithms, STOC 2002): P(sign(r . x) = sign(r . y)) = 1 - angle(x, y) / pi for r with normal entries. A table's
 * hash is `bits` such signs; near vectors share many hashes.
 *
 *   planes   float32 (tables * bits, dims), rows drawn from N(0, 1)
 */
import { random } from '../../../evaluations/random.ts';

export interface HashShape {
  tables: number;
  /** At most 24. */
  bits: number;
  seed: number;
}

export interface Hyperplanes extends HashShape {
  readonly dims: number;
  /** Writes a vector's projections on all planes into `out` (float32, tables * bits). */
  project(vector: Float32Array, out: Float32Array): void;
}

export function hyperplanes(dims: number, shape: HashShape): Hyperplanes {
  const { tables, bits, seed } = shape;
  const rng = random(seed, 'lsh|hyperplanes');
  const planes = Float32Array.from({ length: tables * bits * dims }, () => rng.normal());
  return {
    ...shape,
    dims,
    project(vector, out) {
      for (let plane = 0, at = 0; plane < tables * bits; plane++) {
        let sum = 0;
        for (let j = 0; j < dims; j++) sum += planes[at++] * vector[j];
        out[plane] = sum;
      }
    },
  };
}

/** Hash of one table from the projections: bit j is 1 where projection j is positive. */
export function hashOf(projections: Float32Array, table: number, bits: number): number {
  let hash = 0;
  for (let j = 0; j < bits; j++) if (projections[table * bits + j] > 0) hash |= 1 << j;
  return hash;
}
