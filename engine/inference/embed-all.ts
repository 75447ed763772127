/**
 * Embeddings of all items, layer by layer (PinSage, Ying et al., KDD 2018, section 3.3, the MapReduce inference on
 * one machine): in each layer every item's row goes through Q once, then is pooled by those whose neighbour it is.
 * Batches of rows stream through the backend; memory holds two layers and never an edge's vector.
 *
 *   features (N, F)   neighbours (N, T)   ->   z float32 (N, output)
 */
import { poolRows } from '../backend/pool.ts';
import type { SparseRows } from '../backend/pool.ts';
import { tf } from '../backend/tf.ts';
import type { Tensor2D } from '../backend/tf.ts';
import { turn } from '../backend/turn.ts';
import { combine, transform } from '../model/convolve.ts';
import { head } from '../model/head.ts';
import type { Matrix } from '../model/model.ts';
import { namedTensors, toTensors } from '../model/parameters.ts';
import type { ParameterTensors, Parameters } from '../model/parameters.ts';
import type { Neighborhoods } from '../sampling/neighborhoods.ts';

/** Multiply-adds of a batch: short enough to be interrupted, long enough to keep the kernels busy. */
const BATCH_WORK = 5e8;

/** Embeddings by the graph models. @throws PinwiseError `cancelled` */
export async function embedGraph(options: {
  features: Matrix;
  neighborhoods: Neighborhoods;
  layers: number;
  parameters: Parameters;
  signal?: AbortSignal;
}): Promise<Float32Array> {
  const { neighborhoods, layers, parameters, signal } = options;
  const items = neighborhoods.items;
  await drawAll(neighborhoods, signal);
  return withTensors(parameters, async (tensors) => {
    let h = options.features;
    for (let k = 0; k < layers; k++) {
      const hidden = parameters.get(`conv.${k}.Q.bias`)!.data.length;
      const own = h;
      const told = await byBatches(items, own.dims, hidden, signal, (from, to) =>
        transform(rowsOf(own, from, to), k, tensors),
      );
      const next = await byBatches(items, own.dims + hidden, hidden, signal, (from, to) => {
        const pooled = poolRows(told, hidden, sparseRows(neighborhoods, from, to));
        return combine(rowsOf(own, from, to), tf.tensor2d(pooled, [to - from, hidden]), k, tensors);
      });
      h = { data: next, dims: hidden };
    }
    const output = parameters.get('head.G2.weight')!.shape[1];
    return byBatches(items, h.dims, h.dims, signal, (from, to) => head(rowsOf(h, from, to), tensors), output);
  });
}

/** Embeddings by a model that looks at each item alone. @throws PinwiseError `cancelled` */
export async function embedRows(options: {
  features: Matrix;
  parameters: Parameters;
  output: number;
  layer(x: Tensor2D, parameters: ParameterTensors): Tensor2D;
  signal?: AbortSignal;
}): Promise<Float32Array> {
  const { features, parameters, output, layer, signal } = options;
  const items = features.data.length / features.dims;
  return withTensors(parameters, (tensors) =>
    byBatches(items, features.dims, output, signal, (from, to) => layer(rowsOf(features, from, to), tensors)),
  );
}

/** Makes sure that every item's neighbours are drawn. */
export async function drawAll(neighborhoods: Neighborhoods, signal?: AbortSignal): Promise<void> {
  for (let item = 0; item < neighborhoods.items; item++) {
    if (item % 512 === 0) await turn(signal);
    neighborhoods.ensure(item);
  }
}

async function withTensors<T>(
  parameters: Parameters,
  use: (tensors: ParameterTensors) => Promise<T>,
): Promise<T> {
  const tensors = toTensors(parameters);
  try {
    return await use(namedTensors(parameters.keys(), tensors));
  } finally {
    tf.dispose(tensors);
  }
}

/** Computes rows [from, to) at a time; a layer of `inputs` to `hidden`, its result `output` wide. */
async function byBatches(
  items: number,
  inputs: number,
  hidden: number,
  signal: AbortSignal | undefined,
  layer: (from: number, to: number) => Tensor2D,
  output = hidden,
): Promise<Float32Array> {
  const rows = Math.max(16, Math.min(4096, Math.floor(BATCH_WORK / Math.max(1, inputs * hidden))));
  const out = new Float32Array(items * output);
  for (let from = 0; from < items; from += rows) {
    await turn(signal);
    const to = Math.min(items, from + rows);
    out.set(
      tf.tidy(() => layer(from, to).dataSync()),
      from * output,
    );
  }
  return out;
}

const rowsOf = ({ data, dims }: Matrix, from: number, to: number): Tensor2D =>
  tf.tensor2d(data.subarray(from * dims, to * dims), [to - from, dims]);

/** Rows [from, to) of the neighbour table, whose padding is left out. */
function sparseRows({ width, neighbors, weights }: Neighborhoods, from: number, to: number): SparseRows {
  const indptr = new Uint32Array(to - from + 1);
  const indices = new Uint32Array((to - from) * width);
  const kept = new Float32Array(indices.length);
  let end = 0;
  for (let item = from; item < to; item++) {
    for (let t = item * width; t < (item + 1) * width && neighbors[t] >= 0; t++) {
      indices[end] = neighbors[t];
      kept[end++] = weights[t];
    }
    indptr[item - from + 1] = end;
  }
  return { indptr, indices, weights: kept };
}
