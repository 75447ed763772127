/** Scales `values` to length 1 in place; zeros stay zeros. */
export function normalizeSpan(values: Float32Array): void {
  let squares = 0;
  for (const value of values) squares += value * value;
  if (squares === 0) return;
  const scale = 1 / Math.sqrt(squares);
  for (let i = 0; i < values.length; i++) values[i] *= scale;
}
