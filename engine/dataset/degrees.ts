/** How many edges items and contexts have: quantiles and histograms. */
import type { DatasetDetail } from '../contract/datasets.ts';

const probabilities = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1];

/** Degrees by row from a CSR's offsets. */
export function degreesOf(indptr: Uint32Array): Uint32Array {
  return Uint32Array.from({ length: indptr.length - 1 }, (_, row) => indptr[row + 1] - indptr[row]);
}

/** Quantiles of both, linear between two values as in numpy.quantile, rounded down; 0 where there are none. */
export function degreeQuantiles(item: Uint32Array, context: Uint32Array): DatasetDetail['quantiles'] {
  return { probabilities, item: quantiles(item), context: quantiles(context) };
}

function quantiles(degrees: Uint32Array): number[] {
  const sorted = degrees.slice().sort();
  return probabilities.map((p) => {
    const at = p * (sorted.length - 1);
    const low = sorted[Math.floor(at)] ?? 0;
    return Math.floor(low + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? 0) - low) + 1e-9);
  });
}

/** Rows of each degree that occurs, ascending. */
export function degreeHistogram(degrees: Uint32Array): DatasetDetail['itemDegrees'] {
  const counts = new Map<number, number>();
  for (const degree of degrees) counts.set(degree, (counts.get(degree) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b).map(([degree, count]) => ({ degree, count }));
}
