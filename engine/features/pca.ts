/**
 * Principal components by randomised subspace iteration (Halko, Martinsson, Tropp 2011, algorithm 4.4), with the
 * randomness fixed: the same rows give the same components. A component's sign makes its largest entry positive.
 *
 *   rows (n, d), mean (d), components (k, d) with orthonormal rows: projected = (row - mean) components^T
 */
import { random } from '../../evaluations/random.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

export interface Components {
  dims: number;
  count: number;
  mean: Float64Array;
  /** float64 (count, dims), by falling variance. */
  rows: Float64Array;
}

const extra = 16;
const iterations = 3;

/**
 * @param data float32 (rows, dims)
 * @param count at most min(rows - 1, dims)
 * @param breath called between pieces of work; throws to stop it
 */
export async function fitComponents(
  data: Float32Array,
  dims: number,
  count: number,
  breath: () => Promise<void> = async () => {},
): Promise<Components> {
  const rows = data.length / dims;
  const mean = meanOf(data, dims);
  const width = Math.min(count + extra, dims, rows);
  const rng = random(0, 'pca');
  let basis = Float64Array.from({ length: width * dims }, () => rng.normal());
  orthonormalise(basis, width, dims);
  for (let i = 0; i < iterations; i++) {
    basis = await timesCovariance(data, dims, mean, basis, width, breath);
    orthonormalise(basis, width, dims);
    await breath();
  }
  const moved = await timesCovariance(data, dims, mean, basis, width, breath);
  const small = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      small[i * width + j] = small[j * width + i] = dot(basis, i * dims, moved, j * dims, dims) / rows;
    }
  }
  const { vectors } = symmetricEigen(small, width);
  const components = new Float64Array(count * dims);
  for (let k = 0; k < count; k++) {
    const component = components.subarray(k * dims, (k + 1) * dims);
    for (let i = 0; i < width; i++) addScaled(component, vectors[k * width + i], basis, i * dims);
    makeLargestPositive(component);
  }
  return { dims, count, mean, rows: components };
}

/** Coordinates of one row (dims) on the components, into `out` (count). */
export function project({ dims, count, mean, rows }: Components, row: Float32Array, out: Float32Array): void {
  for (let k = 0; k < count; k++) {
    let sum = 0;
    for (let i = 0; i < dims; i++) sum += (row[i] - mean[i]) * rows[k * dims + i];
    out[k] = sum;
  }
}

function meanOf(data: Float32Array, dims: number): Float64Array {
  const mean = new Float64Array(dims);
  for (let i = 0; i < data.length; i++) mean[i % dims] += data[i];
  return mean.map((sum) => (sum * dims) / data.length);
}

/** basis (width, dims) times X^T X, where X are the centred rows; row by row, so that no copy of X is made. */
async function timesCovariance(
  data: Float32Array,
  dims: number,
  mean: Float64Array,
  basis: Float64Array,
  width: number,
  breath: () => Promise<void>,
): Promise<Float64Array<ArrayBuffer>> {
  const result = new Float64Array(width * dims);
  const row = new Float64Array(dims);
  for (let at = 0, n = 0; at < data.length; at += dims, n++) {
    for (let i = 0; i < dims; i++) row[i] = data[at + i] - mean[i];
    for (let k = 0; k < width; k++) {
      addScaled(result.subarray(k * dims, (k + 1) * dims), dot(row, 0, basis, k * dims, dims), row, 0);
    }
    if (n % 256 === 255) await breath();
  }
  return result;
}

/** Gram-Schmidt over the rows, twice for accuracy; a row that depends on those before becomes 0. */
function orthonormalise(basis: Float64Array, width: number, dims: number): void {
  for (let i = 0; i < width; i++) {
    const row = basis.subarray(i * dims, (i + 1) * dims);
    const before = Math.sqrt(dot(row, 0, row, 0, dims));
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < i; j++) addScaled(row, -dot(row, 0, basis, j * dims, dims), basis, j * dims);
    }
    const length = Math.sqrt(dot(row, 0, row, 0, dims));
    const scale = length > 1e-12 * before ? 1 / length : 0;
    for (let k = 0; k < dims; k++) row[k] *= scale;
  }
}

function dot(a: Float64Array, from: number, b: Float64Array, start: number, length: number): number {
  // Two sums at a time: each waits for its own last addition only.
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 1 < length; i += 2) {
    even += a[from + i] * b[start + i];
    odd += a[from + i + 1] * b[start + i + 1];
  }
  return i < length ? even + odd + a[from + i] * b[start + i] : even + odd;
}

function addScaled(to: Float64Array, scale: number, values: Float64Array, start: number): void {
  for (let i = 0; i < to.length; i++) to[i] += scale * values[start + i];
}

function makeLargestPositive(values: Float64Array): void {
  let largest = 0;
  for (const value of values) if (Math.abs(value) > Math.abs(largest)) largest = value;
  if (largest < 0) for (let i = 0; i < values.length; i++) values[i] = -values[i];
}
