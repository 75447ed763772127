/**
 * Kurtosis of the cosine similarity of random pairs of items (PinSage, section 4.2: .43 for PinSage, 1.20 visual,
 * 2.49 annotation). Low means that similarities spread out, so that neighbours can be told apart.
 *
 * Excess kurtosis (Fisher; a normal distribution has 0), m4 / m2^2 - 3 with biased moments, SciPy's default.
 */
import type { Random } from '../random.ts';
import type { Estimate } from '../interval.ts';
import { type Parts, whole } from '../parts.ts';
import { jackknifeInterval } from './jackknife.ts';

/** Values between two pauses. */
const PART = 500;

export interface KurtosisOptions {
  rng: Random;
  /** Random pairs to draw. Default 20,000. */
  pairs?: number;
}

/**
 * @param embeddings float32 (items, dims), row-major; rows of zeros are left out
 * @returns the estimate with a 95% jackknife interval over the pairs drawn; null where it is undefined: fewer than
 * two rows that are not zero, or all similarities equal
 */
export const cosineKurtosis = (
  embeddings: Float32Array,
  dims: number,
  options: KurtosisOptions,
): Estimate | null => whole(cosineKurtosisInParts(embeddings, dims, options));

/** The same number, with pauses. */
export function* cosineKurtosisInParts(
  embeddings: Float32Array,
  dims: number,
  { rng, pairs = 20_000 }: KurtosisOptions,
): Parts<Estimate | null> {
  const norms = rowNorms(embeddings, dims);
  const rows = [...norms.keys()].filter((row) => norms[row] > 0);
  if (rows.length < 2) return null;
  const similarities = new Float64Array(pairs);
  for (let p = 0; p < pairs; p++) {
    if (p % PART === 0) yield;
    const first = rng.below(rows.length);
    const second = (first + 1 + rng.below(rows.length - 1)) % rows.length;
    const [i, j] = [rows[first], rows[second]];
    let product = 0;
    for (let d = 0; d < dims; d++) product += embeddings[i * dims + d] * embeddings[j * dims + d];
    similarities[p] = product / (norms[i] * norms[j]);
  }
  return yield* kurtosisInParts(similarities);
}

/** Excess kurtosis of `values` with a 95% jackknife interval; null when all, or all but one, are equal. */
export const kurtosis = (values: Float64Array): Estimate | null => whole(kurtosisInParts(values));

function* kurtosisInParts(values: Float64Array): Parts<Estimate | null> {
  const n = values.length;
  const mean = values.reduce((total, value) => total + value, 0) / n;
  // Sums of powers of the centred values; leaving one value out needs nothing else.
  const sums = [n, 0, 0, 0, 0];
  for (const value of values) for (let p = 1; p <= 4; p++) sums[p] += (value - mean) ** p;
  if (sums[2] / n < 1e-12) return null;
  const withoutEach = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (i % PART === 0) yield;
    withoutEach[i] = excess(sums.map((sum, p) => sum - (values[i] - mean) ** p));
  }
  const estimate = jackknifeInterval(excess(sums), withoutEach);
  return Number.isFinite(estimate.high) ? estimate : null;
}

/** m4 / m2^2 - 3 from the sums of the powers 0 to 4 about any origin near the mean. */
function excess([n, s1, s2, s3, s4]: number[]): number {
  const m = s1 / n;
  const m2 = s2 / n - m * m;
  const m4 = s4 / n - (4 * m * s3) / n + (6 * m * m * s2) / n - 3 * m ** 4;
  return m4 / (m2 * m2) - 3;
}

function rowNorms(embeddings: Float32Array, dims: number): Float64Array {
  const norms = new Float64Array(embeddings.length / dims);
  for (let row = 0; row < norms.length; row++) {
    let squares = 0;
    for (let d = 0; d < dims; d++) squares += embeddings[row * dims + d] ** 2;
    norms[row] = Math.sqrt(squares);
  }
  return norms;
}
