/**
 * Histograms of oriented gradients (Dalal and Triggs 2005) of a 64 x 64 grey picture: 8 orientations without sign,
 * cells of 8 x 8 pixels, blocks of 2 x 2 cells one cell apart, each block normalised by L2-Hys (length 1, clipped at
 * 0.2, length 1 again). Gradients are central differences, 0 at the border. Order: block row, block column, cell row,
 * cell column, orientation.
 */
export const edgeSide = 64;
const orientations = 8;
const cell = 8;
const block = 2;
const cells = edgeSide / cell;
const blocks = cells - block + 1;
export const edgeDims = blocks * blocks * block * block * orientations;

/** @param grey float64 (64, 64); writes `edgeDims` numbers to `out` */
export function edgeHistograms(grey: Float64Array, out: Float32Array): void {
  const histograms = cellHistograms(grey);
  const values = new Float64Array(block * block * orientations);
  let at = 0;
  for (let row = 0; row < blocks; row++) {
    for (let column = 0; column < blocks; column++) {
      for (let i = 0; i < block; i++) {
        const start = ((row + i) * cells + column) * orientations;
        values.set(histograms.subarray(start, start + block * orientations), i * block * orientations);
      }
      toLengthOne(values);
      for (let i = 0; i < values.length; i++) values[i] = Math.min(values[i], 0.2);
      toLengthOne(values);
      out.set(values, at);
      at += values.length;
    }
  }
}

/** @returns float64 (cells, cells, orientations): mean magnitude of the gradients of each direction */
function cellHistograms(grey: Float64Array): Float64Array {
  const histograms = new Float64Array(cells * cells * orientations);
  for (let y = 0; y < edgeSide; y++) {
    for (let x = 0; x < edgeSide; x++) {
      const at = y * edgeSide + x;
      const down = y > 0 && y < edgeSide - 1 ? grey[at + edgeSide] - grey[at - edgeSide] : 0;
      const across = x > 0 && x < edgeSide - 1 ? grey[at + 1] - grey[at - 1] : 0;
      const magnitude = Math.hypot(down, across);
      // Below any real edge: what rounding leaves in a flat picture.
      if (magnitude < 1e-9) continue;
      const angle = ((((Math.atan2(down, across) * 180) / Math.PI) % 180) + 180) % 180;
      const orientation = Math.min(orientations - 1, Math.floor((angle * orientations) / 180));
      const place = Math.floor(y / cell) * cells + Math.floor(x / cell);
      histograms[place * orientations + orientation] += magnitude / (cell * cell);
    }
  }
  return histograms;
}

function toLengthOne(values: Float64Array): void {
  let squares = 1e-10;
  for (const value of values) squares += value * value;
  const scale = 1 / Math.sqrt(squares);
  for (let i = 0; i < values.length; i++) values[i] *= scale;
}
