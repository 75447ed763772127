/**
 * What a trained model is fed with: the data set's features, each block brought to the same size, so that a block of
 * large numbers does not drown the others: x_b / (mean over items of ||x_b||_2). Rows without content stay 0.
 *
 * With `bags`, rows of a block without negative values (bags of words, counts) are divided by their own sum instead.
 *
 *   features (N, F)   ->   (N, F)
 */
import type { Features } from '../dataset/dataset.ts';
import type { Matrix } from './model.ts';

/** A factor for the whole block, or each row by its sum. */
export type BlockScale = number | 'sum';

export function inputFeatures(features: Features, bags = false): Matrix {
  const { data, dims, blocks } = features;
  return { data: scaleRows(data, dims, blocks, blockScales(features, bags)), dims };
}

/** Scale of each block, in their order; 1 where no item has anything in it. */
export function blockScales({ data, dims, rows, blocks }: Features, bags = false): BlockScale[] {
  return blocks.map((block) => {
    if (bags && isNowhereNegative(data, dims, block)) return 'sum';
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
  scales: readonly BlockScale[],
): Float32Array {
  // In shared memory, since sampler threads read them.
  const out = new Float32Array(new SharedArrayBuffer(data.byteLength));
  out.set(data);
  blocks.forEach((block, b) => {
    for (let from = block.start; from < data.length; from += dims) {
      const scale = scales[b];
      const factor = scale === 'sum' ? 1 / (sum(data, from, block.dims) || 1) : scale;
      for (let j = from; j < from + block.dims; j++) out[j] = data[j] * factor;
    }
  });
  return out;
}

function squares(data: Float32Array, from: number, length: number): number {
  let sum = 0;
  for (let j = from; j < from + length; j++) sum += data[j] * data[j];
  return sum;
}

function sum(data: Float32Array, from: number, length: number): number {
  let total = 0;
  for (let j = from; j < from + length; j++) total += data[j];
  return total;
}

function isNowhereNegative(data: Float32Array, dims: number, block: Features['blocks'][number]): boolean {
  for (let from = block.start; from < data.length; from += dims) {
    for (let j = from; j < from + block.dims; j++) if (data[j] < 0) return false;
  }
  return true;
}
