/** Rows of float32 (n, dims) divided by their L2 norm; a row of zeros stays. */
export function normalizedRows(data: Float32Array, dims: number): Float32Array {
  const out = Float32Array.from(data);
  for (let from = 0; from < out.length; from += dims) {
    let sum = 0;
    for (let j = from; j < from + dims; j++) sum += data[j] * data[j];
    if (sum > 0) for (let j = from; j < from + dims; j++) out[j] = data[j] / Math.sqrt(sum);
  }
  return out;
}
