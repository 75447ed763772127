/** How many edges items and contexts have: quantiles and histograms. */
import type { DatasetDetail } from '../contract/datasets.ts';

const probabilities = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1];

/** Degrees by row from a CSR's offsets. */
export function degreesOf(indptr: Uint32Array): Uint32Array {
  return Uint32Array.from({ length: indptr.length - 1 }, (_, row) => indptr[row + 1] - indptr[row]);
}

/**
 * Quantiles of both, a quantile being the value that NumPy calls "lower": one of the degrees, never between two.
 * All 0 where there are none.
 */
export function degreeQuantiles(item: Uint32Array, context: Uint32Array): DatasetDetail['quantiles'] {
  return { probabilities, item: quantiles(item), context: quantiles(context) };
}

function quantiles(degrees: Uint32Array): number[] {
  const sorted = degrees.slice().sort();
  return probabilities.map((p) => sorted[Math.floor(p * (sorted.length - 1))] ?? 0);
}

/** Rows of each degree that occurs, ascending. */
export function degreeHistogram(degrees: Uint32Array): DatasetDetail['itemDegrees'] {
  const counts = new Map<number, number>();
  for (const degree of degrees) counts.set(degree, (counts.get(degree) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b).map(([degree, count]) => ({ degree, count }));
}
