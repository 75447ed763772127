/**
 * What a trained model is fed with: the data set's features, each block brought to the same size, so that a block of
 * large numbers does not drown the others: x_b / (mean over items of ||x_b||_2). Rows without content stay 0.
 *
 *   features (N, F)   ->   (N, F)
 */
import type { Features } from '../dataset/dataset.ts';
import type { Matrix } from './model.ts';

export function inputFeatures({ data, dims, rows, blocks }: Features): Matrix {
  const out = Float32Array.from(data);
  for (const block of blocks) {
    let norms = 0;
    let filled = 0;
    for (let row = 0; row < rows; row++) {
      const norm = Math.sqrt(squares(data, row * dims + block.start, block.dims));
      norms += norm;
      if (norm > 0) filled++;
    }
    if (!(norms > 0)) continue;
    const scale = filled / norms;
    for (let row = 0; row < rows; row++) {
      const from = row * dims + block.start;
      for (let j = from; j < from + block.dims; j++) out[j] = data[j] * scale;
    }
  }
  return { data: out, dims };
}

function squares(data: Float32Array, from: number, length: number): number {
  let sum = 0;
  for (let j = from; j < from + length; j++) sum += data[j] * data[j];
  return sum;
}
