/**
 * The pictures of all items as rows: the classical descriptor (length 1), on the first principal components of all
 * pictures, around their mean. Items without a (whole) picture have zeros.
 */
import { PinwiseError } from '../contract/rpc.ts';
import { decodePicture } from './decode-picture.ts';
import { descriptorDims, describePicture } from './picture-descriptor.ts';
import { fitComponents, project } from './pca.ts';
import type { Components } from './pca.ts';

const mostDims = 128;
/** Components are fitted on at most so many pictures, evenly spread; their descriptors are what is held in memory. */
const mostFitted = 4096;

export interface VisualOptions {
  items: number;
  picture(row: number): Uint8Array | null;
  onBadPicture?(row: number, why: string): void;
  /** Pictures looked at so far; then passes over all of them. */
  onProgress?(done: number, total: number, stage: string): void;
  /** Lets other work of the process have its turn; throws when all is to stop. */
  breath(): Promise<void>;
}

/** float32 (items, dims); null when fewer than two items have a picture that decodes. */
export async function visualBlock(
  o: VisualOptions,
): Promise<{ dims: number; data: Float32Array; components: Components } | null> {
  const { items, breath } = o;
  let done = 0;
  async function describe(row: number, out: Float32Array): Promise<boolean> {
    await breath();
    const bytes = o.picture(row);
    o.onProgress?.(++done, items, 'pictures');
    if (!bytes) return false;
    try {
      describePicture(await decodePicture(bytes), out);
      return true;
    } catch (error) {
      if (!(error instanceof PinwiseError) || error.code !== 'bad-picture') throw error;
      o.onBadPicture?.(row, error.message);
      return false;
    }
  }

  const step = Math.max(1, Math.ceil(items / mostFitted));
  const fitted: number[] = [];
  const held = new Float32Array(Math.ceil(items / step) * descriptorDims);
  for (let row = 0; row < items; row += step) {
    const start = fitted.length * descriptorDims;
    if (await describe(row, held.subarray(start, start + descriptorDims))) fitted.push(row);
  }
  const dims = Math.min(mostDims, fitted.length - 1);
  if (dims < 1) return null;
  const sample = held.subarray(0, fitted.length * descriptorDims);
  const components = await fitComponents(sample, descriptorDims, dims, breath, (pass, passes) =>
    o.onProgress?.(pass, passes, 'comparing pictures'),
  );

  const data = new Float32Array(items * dims);
  fitted.forEach((row, i) => {
    place(components, sample.subarray(i * descriptorDims, (i + 1) * descriptorDims), row, data);
  });
  const descriptor = new Float32Array(descriptorDims);
  for (let row = 0; row < items; row++) {
    if (row % step !== 0 && (await describe(row, descriptor))) place(components, descriptor, row, data);
  }
  return { dims, data, components };
}

function place(components: Components, descriptor: Float32Array, row: number, data: Float32Array): void {
  const out = data.subarray(row * components.count, (row + 1) * components.count);
  project(components, descriptor, out);
}
