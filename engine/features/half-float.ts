/**
 * IEEE 754 binary16, as numbers and as bits: sign 1, exponent 5, fraction 10. Rounds to nearest, ties to even.
 */
const view = new DataView(new ArrayBuffer(4));

export function toHalf(value: number): number {
  view.setFloat32(0, value);
  const bits = view.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const exponent = (bits >>> 23) & 0xff;
  const fraction = bits & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (fraction ? 0x200 : 0);
  const shifted = exponent - 127 + 15;
  if (shifted >= 0x1f) return sign | 0x7c00;
  if (shifted <= 0) return sign | rounded(fraction | 0x800000, 14 - shifted);
  // A carry out of the fraction counts the exponent up, as it should.
  return sign + rounded((shifted << 23) | fraction, 13);
}

export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** `value` without its last `bits` bits, to nearest, ties to even. */
function rounded(value: number, bits: number): number {
  if (bits > 25) return 0;
  const kept = Math.floor(value / 2 ** bits);
  const rest = value - kept * 2 ** bits;
  const half = 2 ** (bits - 1);
  return rest > half || (rest === half && kept % 2 === 1) ? kept + 1 : kept;
}
