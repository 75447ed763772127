/** Vectors to measure indexes on, all of length 1, and queries that are not among them. */
import { random, shuffle } from '../../evaluations/random.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { ClusterShape } from '../retrieval/clustered-vectors.ts';
import { clusteredVectors } from '../retrieval/clustered-vectors.ts';
import type { Vectors } from '../retrieval/nearest-index.ts';
import { countOf, vectorAt } from '../retrieval/nearest-index.ts';
import { normalizedRows } from '../retrieval/normalized-rows.ts';

export interface BenchVectors {
  base: Vectors;
  queries: Vectors;
}

/** `count` vectors in clusters and `queries` more from the same clusters. */
export function drawnVectors(
  shape: ClusterShape & { n: number; queries: number; seed: number },
): BenchVectors {
  const draw = clusteredVectors(shape, random(shape.seed, 'bench|ann'));
  return { base: draw(shape.n), queries: draw(shape.queries) };
}

/** `queries` of the vectors, drawn by lot, are asked and left out. @throws PinwiseError `bad-usage` */
export function splitVectors(all: Vectors, queries: number, seed: number): BenchVectors {
  const count = countOf(all);
  if (queries >= count) {
    throw new PinwiseError('bad-usage', `${queries} queries are too many of ${count} vectors`);
  }
  const data = normalizedRows(all.data, all.dims);
  const order = shuffle(
    Uint32Array.from({ length: count }).map((_, row) => row),
    random(seed, 'bench|queries'),
  );
  const take = (rows: Uint32Array): Vectors => {
    const taken = new Float32Array(rows.length * all.dims);
    rows.forEach((row, at) => taken.set(vectorAt({ data, dims: all.dims }, row), at * all.dims));
    return { data: taken, dims: all.dims };
  };
  return { base: take(order.slice(queries).sort()), queries: take(order.slice(0, queries).sort()) };
}
