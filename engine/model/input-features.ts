/**
 * What a trained model is fed with: the data set's features, each block brought to the same size, so that a block of
 * large numbers does not drown the others: x_b / (mean over items of ||x_b||_2). Rows without content stay 0.
 *
 *   features (N, F)   ->   (N, F)
 */
import type { Features } from '../dataset/dataset.ts';
import type { Matrix } from './model.ts';

export function inputFeatures(features: Features): Matrix {
  const { data, dims, blocks } = features;
  return { data: scaleRows(data, dims, blocks, blockScales(features)), dims };
}

/** Factor of each block, in their order; 1 where no item has anything in it. */
export function blockScales({ data, dims, rows, blocks }: Features): number[] {
  return blocks.map((block) => {
    let norms = 0;
    let filled = 0;
    for (let row = 0; row < rows; row++) {
      const norm = Math.sqrt(squares(data, row * dims + block.start, block.dims));
      norms += norm;
      if (norm > 0) filled++;
    }
    return norms > 0 ? filled / norms : 1;
  });
}

/** Rows of features, (rows, dims), as a model is fed with them: those of the data set, or of items that come later. */
export function scaleRows(
  data: Float32Array,
  dims: number,
  blocks: Features['blocks'],
  scales: readonly number[],
): Float32Array {
  // In shared memory, since sampler threads read them.
  const out = new Float32Array(new SharedArrayBuffer(data.byteLength));
  out.set(data);
  blocks.forEach((block, b) => {
    for (let from = block.start; from < data.length; from += dims) {
      for (let j = from; j < from + block.dims; j++) out[j] = data[j] * scales[b];
    }
  });
  return out;
}

function squares(data: Float32Array, from: number, length: number): number {
  let sum = 0;
  for (let j = from; j < from + length; j++) sum += data[j] * data[j];
  return sum;
}
