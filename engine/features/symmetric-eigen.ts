/**
 * Eigenvectors of a small symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, section 8.5).
 * @param matrix float64 (size, size)
 * @returns values (size), falling, and vectors (size, size), one a row
 */
export function symmetricEigen(
  matrix: Float64Array,
  size: number,
): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice();
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i++) v[i * size + i] = 1;
  const total = a.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < 50 && offDiagonal(a, size) > 1e-24 * total; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q);
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => a[j * size + j] - a[i * size + i]);
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => vectors.set(v.subarray(from * size, (from + 1) * size), to * size));
  return { values: Float64Array.from(order, (i) => a[i * size + i]), vectors };
}

/** Makes a[p, q] zero; `v` holds the eigenvectors as rows. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q];
  if (apq === 0) return;
  const theta = (a[q * size + q] - a[p * size + p]) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let i = 0; i < size; i++) {
    const ip = a[i * size + p];
    const iq = a[i * size + q];
    a[i * size + p] = c * ip - s * iq;
    a[i * size + q] = s * ip + c * iq;
  }
  turnRows(a, size, p, q, c, s);
  turnRows(v, size, p, q, c, s);
}

function turnRows(m: Float64Array, size: number, p: number, q: number, c: number, s: number): void {
  for (let i = 0; i < size; i++) {
    const pi = m[p * size + i];
    const qi = m[q * size + i];
    m[p * size + i] = c * pi - s * qi;
    m[q * size + i] = s * pi + c * qi;
  }
}

function offDiagonal(a: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) sum += 2 * a[i * size + j] ** 2;
  return sum;
}
