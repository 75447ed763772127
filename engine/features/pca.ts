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
 * @param onPass passes over the rows that are done
 */
export async function fitComponents(
  data: Float32Array,
  dims: number,
  count: number,
  breath: () => Promise<void> = async () => {},
  onPass?: (done: number, total: number) => void,
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
    onPass?.(i + 1, iterations + 1);
    await breath();
  }
  const moved = await timesCovariance(data, dims, mean, basis, width, breath);
  onPass?.(iterations + 1, iterations + 1);
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

/**
 * basis (width, dims) times X^T X, where X are the centred rows. Four rows at a time: the basis, larger than the
 * processor's caches, is then read a quarter as often. No copy of X is made.
 */
async function timesCovariance(
  data: Float32Array,
  dims: number,
  mean: Float64Array,
  basis: Float64Array,
  width: number,
  breath: () => Promise<void>,
): Promise<Float64Array<ArrayBuffer>> {
  const result = new Float64Array(width * dims);
  const four = [0, 1, 2, 3].map(() => new Float64Array(dims));
  const rows = data.length / dims;
  for (let n = 0; n < rows; n += 4) {
    four.forEach((row, r) => {
      if (n + r < rows) for (let i = 0; i < dims; i++) row[i] = data[(n + r) * dims + i] - mean[i];
      else row.fill(0);
    });
    addProducts(result, basis, width, four);
    if (n % 128 === 0) await breath();
  }
  return result;
}

function addProducts(
  result: Float64Array,
  basis: Float64Array,
  width: number,
  [a, b, c, d]: readonly Float64Array[],
): void {
  const dims = a.length;
  for (let start = 0; start < width * dims; start += dims) {
    let onA = 0;
    let onB = 0;
    let onC = 0;
    let onD = 0;
    for (let i = 0; i < dims; i++) {
      const value = basis[start + i];
      onA += a[i] * value;
      onB += b[i] * value;
      onC += c[i] * value;
      onD += d[i] * value;
    }
    for (let i = 0; i < dims; i++) {
      result[start + i] += onA * a[i] + onB * b[i] + onC * c[i] + onD * d[i];
    }
  }
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
  let sum = 0;
  for (let i = 0; i < length; i++) sum += a[from + i] * b[start + i];
  return sum;
}

function addScaled(to: Float64Array, scale: number, values: Float64Array, start: number): void {
  for (let i = 0; i < to.length; i++) to[i] += scale * values[start + i];
}

function makeLargestPositive(values: Float64Array): void {
  let largest = 0;
  for (const value of values) if (Math.abs(value) > Math.abs(largest)) largest = value;
  if (largest < 0) for (let i = 0; i < values.length; i++) values[i] = -values[i];
}
