/**
 * Inverse of a symmetric positive definite matrix in its own memory, by Cholesky's factor (Golub & Van Loan, Matrix
 * Computations, section 4.2): A = L L', Z = (L^-1)', A^-1 = Z Z'. Every inner loop runs along rows, four at a time.
 *
 *   A float64 (n, n), row-major, the lower triangle is read; n^3 multiply-adds
 */
import { PinwiseError } from '../contract/rpc.ts';
import { turn } from '../turns.ts';

/** Multiply-adds between two turns of the event loop. */
const TURN = 2e7;

/**
 * Overwrites `a` with its inverse, both triangles.
 * @throws PinwiseError `not-positive` when the matrix is not positive definite, `cancelled`
 */
export async function invertPositive(a: Float64Array, n: number, signal?: AbortSignal): Promise<void> {
  let work = 0;
  const breathe = async (done: number): Promise<void> => {
    work += done;
    if (work < TURN) return;
    work = 0;
    await turn(signal);
  };

  // L below the diagonal, its diagonal apart.
  const diagonal = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      a[i * n + j] = (a[i * n + j] - dot(a, i * n, j * n, j)) / diagonal[j];
    }
    const left = a[i * n + i] - dot(a, i * n, i * n, i);
    if (!(left > 0)) {
      throw new PinwiseError('not-positive', `a matrix of ${n} rows is not positive definite at row ${i}`);
    }
    diagonal[i] = Math.sqrt(left);
    await breathe((i * i) / 2);
  }

  // Row j of Z, on and above the diagonal, is column j of L^-1: L z = e_j.
  for (let j = 0; j < n; j++) {
    const row = j * n;
    a[row + j] = 1 / diagonal[j];
    for (let i = j + 1; i < n; i++) a[row + i] = -dot(a, i * n + j, row + j, i - j) / diagonal[i];
    await breathe(((n - j) * (n - j)) / 2);
  }

  // A^-1 below: row i needs of Z what lies right of column i in the rows up to i, nothing that was overwritten.
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) a[i * n + j] = dot(a, i * n + i, j * n + i, n - i);
    await breathe((n - i) * i);
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) a[j * n + i] = a[i * n + j];
}

/** Inner product of `count` numbers from `x` and from `y`, in four sums. */
function dot(a: Float64Array, x: number, y: number, count: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  const even = count - (count % 4);
  for (let k = 0; k < even; k += 4) {
    s0 += a[x + k] * a[y + k];
    s1 += a[x + k + 1] * a[y + k + 1];
    s2 += a[x + k + 2] * a[y + k + 2];
    s3 += a[x + k + 3] * a[y + k + 3];
  }
  for (let k = even; k < count; k++) s0 += a[x + k] * a[y + k];
  return s0 + s1 + (s2 + s3);
}
