/**
 * Histogram of a picture's colours over CIE Lab (white D65, 2 degrees), 4 x 4 x 4 cells: L from 0 to 100, a and b from
 * -100 to 100 (colours of sRGB outside count in the outermost cell). Square roots, as for a Hellinger comparison.
 */
const cells = 4;
export const colourDims = cells ** 3;

/** Linear light of an sRGB byte. */
const linear = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value > 0.04045 ? ((value + 0.055) / 1.055) ** 2.4 : value / 12.92;
});

/** @param pixels RGBA, opaque; writes the root of each cell's share of pixels to `out` (64) */
export function colourHistogram(pixels: Uint8Array, out: Float32Array): void {
  const counts = new Uint32Array(colourDims);
  let lastColour = -1;
  let lastCell = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
    if (colour !== lastColour) {
      lastColour = colour;
      lastCell = cellOf(pixels[at], pixels[at + 1], pixels[at + 2]);
    }
    counts[lastCell]++;
  }
  for (let cell = 0; cell < colourDims; cell++) out[cell] = Math.sqrt((4 * counts[cell]) / pixels.length);
}

function cellOf(red: number, green: number, blue: number): number {
  const r = linear[red];
  const g = linear[green];
  const b = linear[blue];
  const x = bend((0.412453 * r + 0.35758 * g + 0.180423 * b) / 0.95047);
  const y = bend(0.212671 * r + 0.71516 * g + 0.072169 * b);
  const z = bend((0.019334 * r + 0.119193 * g + 0.950227 * b) / 1.08883);
  const light = bin(116 * y - 16, 0, 100);
  return (light * cells + bin(500 * (x - y), -100, 100)) * cells + bin(200 * (y - z), -100, 100);
}

function bend(t: number): number {
  return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116;
}

function bin(value: number, low: number, high: number): number {
  return Math.max(0, Math.min(cells - 1, Math.floor(((value - low) / (high - low)) * cells)));
}
