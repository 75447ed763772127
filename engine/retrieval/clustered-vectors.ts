/**
 * Vectors of length 1 in clusters, for measuring indexes: a centre plus `noise` times a Gaussian of about the same
 * length, normalised.
 */
import type { Random } from '../../evaluations/random.ts';
import type { Vectors } from './nearest-index.ts';
import { vectorAt } from './nearest-index.ts';
import { normalizedRows } from './normalized-rows.ts';

export interface ClusterShape {
  dims: number;
  clusters: number;
  noise: number;
}

/** Draws as many vectors as asked for, each time from the same clusters. */
export function clusteredVectors(
  { dims, clusters, noise }: ClusterShape,
  rng: Random,
): (count: number) => Vectors {
  const centres = { dims, data: normalizedRows(gaussian(clusters * dims, rng), dims) };
  return (count) => {
    const data = gaussian(count * dims, rng);
    for (let row = 0; row < count; row++) {
      const centre = vectorAt(centres, rng.below(clusters));
      for (let j = 0; j < dims; j++)
        data[row * dims + j] = centre[j] + (noise * data[row * dims + j]) / Math.sqrt(dims);
    }
    return { dims, data: normalizedRows(data, dims) };
  };
}

const gaussian = (length: number, rng: Random): Float32Array =>
  Float32Array.from({ length }, () => rng.normal());
