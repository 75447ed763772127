/**
 * Inductive embeddings (GraphSAGE, Hamilton et al., NeurIPS 2017, Algorithm 1; PinSage is used so, Ying et al., KDD
 * 2018, section 1): items that no training has seen go through the trained layers with their features and neighbours.
 * The same stages as for all items, on the few items around the new ones; each of them is mapped once in a layer.
 *
 *   rows of the trained items (N, F) and of the new ones (M, F); an item is its row in the one above the other
 */
import type { SparseRows } from '../backend/pool.ts';
import { tf } from '../backend/tf.ts';
import { namedTensors, toTensors } from '../model/parameters.ts';
import type { ParameterTensors, Parameters } from '../model/parameters.ts';
import type { EdgeSource } from './edge-source.ts';
import { batchRows } from './layerwise.ts';
import type { LayerwiseOptions } from './layerwise.ts';
import type { RowSource } from '../dataset/row-store.ts';
import { turn } from '../turns.ts';
import type { StagedLayer } from './stages/layer.ts';
import { mapBatch } from './stages/map.ts';
import { reduceBatch } from './stages/reduce.ts';

export interface NewItemsOptions {
  layers: readonly StagedLayer[];
  head: LayerwiseOptions['head'];
  parameters: Parameters;
  trained: {
    rows: RowSource;
    /** Null where there are no layers. */
    edges: EdgeSource | null;
  };
  /** What the model is fed with of the new items, float32 (M, F). */
  rows: Float32Array;
  /** Neighbours of the new items, trained (below N) or new (N and more). */
  edges: SparseRows;
  signal?: AbortSignal;
}

/** New items that are embedded together. */
const SEEDS = 256;

/** float32 (M, output). @throws PinwiseError `cancelled` */
export async function embedNew(options: NewItemsOptions): Promise<Float32Array> {
  const { layers, head, parameters, trained, rows } = options;
  const count = rows.length / trained.rows.dims;
  const width = head?.output ?? layers.at(-1)!.output;
  const out = new Float32Array(count * width);
  const tensors = toTensors(parameters);
  try {
    const named = namedTensors(parameters.keys(), tensors);
    for (let from = 0; from < count; from += SEEDS) {
      const to = Math.min(count, from + SEEDS);
      const seeds = Uint32Array.from({ length: to - from }, (_, i) => trained.rows.rows + from + i);
      out.set(await embedSome(options, seeds, named), from * width);
    }
  } finally {
    tf.dispose(tensors);
  }
  return out;
}

async function embedSome(
  options: NewItemsOptions,
  seeds: Uint32Array,
  parameters: ParameterTensors,
): Promise<Float32Array> {
  const { layers, head, signal } = options;
  const blocks = blocksOf(options, seeds);
  let dims = options.trained.rows.dims;
  let h = gather(options, blocks[0]?.nodes ?? seeds);
  for (const [k, layer] of layers.entries()) {
    const { nodes, edges } = blocks[k];
    const told = new Float32Array(nodes.length * layer.told);
    const step = batchRows(dims, layer.told);
    for (let from = 0; from < nodes.length; from += step) {
      await turn(signal);
      const to = Math.min(nodes.length, from + step);
      const batch = { count: to - from, dims, data: h.subarray(from * dims, to * dims) };
      told.set(mapBatch(layer, batch, parameters), from * layer.told);
    }
    await turn(signal);
    const pooled = layer.pool(told, edges, parameters);
    const count = edges.indptr.length - 1;
    h = reduceBatch(layer, { count, dims, data: h.subarray(0, count * dims) }, pooled, edges, parameters);
    dims = layer.output;
  }
  if (!head) return h;
  return tf.tidy(
    () => head.apply(tf.tensor2d(h, [seeds.length, dims]), parameters).dataSync() as Float32Array,
  );
}

interface NewBlock {
  /** Items of the layer's input; those that it gives new rows come first. */
  nodes: Uint32Array;
  /** Their neighbours; indices are positions in `nodes`. */
  edges: SparseRows;
}

/** As in training (sampling/blocks.ts), the first layer's first; trained items keep the neighbours they were trained with. */
function blocksOf({ layers, trained, edges: own }: NewItemsOptions, seeds: Uint32Array): NewBlock[] {
  const known = trained.rows.rows;
  const blocks: NewBlock[] = [];
  let destinations = seeds;
  for (let k = 0; k < layers.length; k++) {
    const position = new Map([...destinations].map((node, i) => [node, i]));
    const indptr = new Uint32Array(destinations.length + 1);
    const indices: number[] = [];
    const weights: number[] = [];
    destinations.forEach((node, i) => {
      const table = node < known ? trained.edges!.read(node, node + 1) : own;
      const row = node < known ? 0 : node - known;
      for (let e = table.indptr[row]; e < table.indptr[row + 1]; e++) {
        const neighbor = table.indices[e];
        if (!position.has(neighbor)) position.set(neighbor, position.size);
        indices.push(position.get(neighbor)!);
        weights.push(table.weights[e]);
      }
      indptr[i + 1] = indices.length;
    });
    const nodes = Uint32Array.from(position.keys());
    blocks.unshift({
      nodes,
      edges: { indptr, indices: Uint32Array.from(indices), weights: Float32Array.from(weights) },
    });
    destinations = nodes;
  }
  return blocks;
}

/** The input rows of some items, in their order. */
function gather({ trained, rows }: NewItemsOptions, nodes: Uint32Array): Float32Array {
  const { dims, rows: known } = trained.rows;
  const sorted = nodes.filter((node) => node < known).sort();
  const found = trained.rows.gather(sorted);
  const place = new Map([...sorted].map((node, i) => [node, i * dims]));
  const out = new Float32Array(nodes.length * dims);
  nodes.forEach((node, i) => {
    const from = node < known ? place.get(node)! : (node - known) * dims;
    out.set((node < known ? found : rows).subarray(from, from + dims), i * dims);
  });
  return out;
}
