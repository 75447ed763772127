/**
 * Embeddings of all items layer by layer (PinSage, Ying et al., KDD 2018, section 3.3, the MapReduce inference on one
 * machine). In each layer every item's row goes through `map` once; the join hands each destination what it was told;
 * reduce gives the new row. Rows, what is told and the edges stream by ranges, so that memory holds a few batches; where
 * all fits into the budget, the layers lie in memory instead. Batches are cut by the layer's sizes alone, never by the
 * budget: both ways give the same bytes.
 *
 *   rows (N, F), edges   ->   `into` float32 (N, output)
 */
import { tf } from '../backend/tf.ts';
import type { Tensor2D } from '../backend/tf.ts';
import { namedTensors, toTensors } from '../model/parameters.ts';
import type { ParameterTensors, Parameters } from '../model/parameters.ts';
import type { EdgeSource } from './edge-source.ts';
import type { RowSource, RowStore } from '../dataset/row-store.ts';
import { turn } from '../turns.ts';
import { groupEnds, groupOf, sliceRows } from './stages/join.ts';
import type { StagedLayer } from './stages/layer.ts';
import { mapBatch } from './stages/map.ts';
import { reduceBatch } from './stages/reduce.ts';
import { workspace } from './workspace.ts';

export interface LayerwiseOptions {
  /** Where the first layer's input is read. */
  rows: RowSource;
  edges: EdgeSource;
  layers: readonly StagedLayer[];
  /** What comes after the layers, row by row. */
  head: { output: number; apply(h: Tensor2D, parameters: ParameterTensors): Tensor2D } | null;
  parameters: Parameters;
  /** Where the embeddings are written, (N, output). */
  into: RowStore;
  /** Bytes that layers and groups may take in memory; past it they lie in files. Default: 1 GiB. */
  memory?: number;
  /** Folder of the files between two layers; an interrupted embedding of the same `key` goes on from there. */
  work?: { folder: string; key: string };
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

/** Multiply-adds of a batch: short enough to be interrupted, long enough to keep the kernels busy. */
const BATCH_WORK = 5e8;
/** Numbers of a batch, input and result. */
const BATCH_NUMBERS = 1 << 20;

/** Rows of a batch of a dense layer of `inputs` to `outputs`. */
export function batchRows(inputs: number, outputs: number): number {
  const rows = Math.min(BATCH_WORK / (inputs * outputs), BATCH_NUMBERS / (inputs + outputs), 4096);
  return Math.max(16, Math.floor(rows));
}

/** @throws PinwiseError `cancelled`, `disk-full` */
export async function embedLayerwise(options: LayerwiseOptions): Promise<void> {
  const { rows, layers, head, parameters, into, signal } = options;
  const stages = 2 * layers.length + (head ? 1 : 0);
  let done = 0;
  const widths = layers.map(({ told, output }, k) => told + output + (k > 0 ? layers[k - 1].output : 0));
  const space = workspace({ ...options, items: rows.rows, width: Math.max(0, ...widths) });
  const tensors = toTensors(parameters);
  const named = namedTensors(parameters.keys(), tensors);
  const passed = (): void => options.onProgress?.(++done, stages);
  let h: RowSource = rows;
  let complete = false;
  try {
    const start = space.resume();
    if (start > 0) h = space.reopen(start - 1, layers[start - 1].output);
    for (let i = 0; i < 2 * start; i++) passed();
    for (const [k, layer] of [...layers.entries()].slice(start)) {
      const told = space.store(`told-${k}`, layer.told);
      await byBatches(rows.rows, batchRows(h.dims, layer.told), signal, (from, to) => {
        const batch = { count: to - from, dims: h.dims, data: h.read(from, to) };
        told.write(from, mapBatch(layer, batch, named));
      });
      passed();
      const last = k === layers.length - 1 && !head;
      const next = last ? into : space.store(`layer-${k}`, layer.output);
      await byBatches(rows.rows, batchRows(h.dims + layer.pooled, layer.output), signal, (from, to) => {
        const edges = options.edges.read(from, to);
        const pooled = poolGroups(layer, told, edges, space.groupEdges(layer.told), named);
        const batch = { count: to - from, dims: h.dims, data: h.read(from, to) };
        next.write(from, reduceBatch(layer, batch, pooled, edges, named));
      });
      space.drop(told, `told-${k}`);
      const before = h;
      h = next;
      if (!last) space.finished(k);
      if (before !== rows) space.drop(before, `layer-${k - 1}`);
      passed();
    }
    if (head) {
      const own = h;
      await byBatches(rows.rows, batchRows(own.dims, own.dims), signal, (from, to) => {
        const apply = (): Tensor2D =>
          head.apply(tf.tensor2d(own.read(from, to), [to - from, own.dims]), named);
        into.write(
          from,
          tf.tidy(() => apply().dataSync() as Float32Array),
        );
      });
      passed();
    }
    complete = true;
  } finally {
    tf.dispose(tensors);
    if (h !== rows && h !== into) h.close();
    space.close(complete);
  }
}

/** What the destinations of `edges` are told, pooled, (rows, pooled); group by group, in the order of the rows. */
export function poolGroups(
  layer: StagedLayer,
  told: RowSource,
  edges: ReturnType<EdgeSource['read']>,
  most: number,
  parameters: ParameterTensors,
): Float32Array {
  if (told.whole && !layer.fewSources) return layer.pool(told.whole, edges, parameters);
  const out = new Float32Array((edges.indptr.length - 1) * layer.pooled);
  let from = 0;
  for (const to of groupEnds(edges, most)) {
    const group = groupOf(sliceRows(edges, from, to));
    out.set(layer.pool(told.gather(group.sources), group.edges, parameters), from * layer.pooled);
    from = to;
  }
  return out;
}

async function byBatches(
  items: number,
  rows: number,
  signal: AbortSignal | undefined,
  batch: (from: number, to: number) => void,
): Promise<void> {
  for (let from = 0; from < items; from += rows) {
    await turn(signal);
    batch(from, Math.min(items, from + rows));
  }
}
