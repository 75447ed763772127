/**
 * Embeddings of all items of a data set in memory, as a training needs them after each epoch: layer by layer for the
 * graph models, by batches of rows for those that look at each item alone.
 *
 *   features (N, F)   neighbours (N, T)   ->   z float32 (N, output)
 */
import type { Tensor2D } from '../backend/tf.ts';
import type { Matrix } from '../model/model.ts';
import type { ParameterTensors, Parameters } from '../model/parameters.ts';
import type { Neighborhoods } from '../sampling/neighborhoods.ts';
import { emptyEdges, memoryEdges } from './edge-source.ts';
import { embedLayerwise } from './layerwise.ts';
import type { LayerwiseOptions } from './layerwise.ts';
import { memoryRows } from '../dataset/row-store.ts';
import { turn } from '../turns.ts';
import type { StagedLayer } from './stages/layer.ts';

/** Embeddings by the graph models. @throws PinwiseError `cancelled` */
export async function embedGraph(options: {
  features: Matrix;
  neighborhoods: Neighborhoods;
  layers: readonly StagedLayer[];
  head: LayerwiseOptions['head'];
  parameters: Parameters;
  signal?: AbortSignal;
}): Promise<Float32Array> {
  const { features, neighborhoods, layers, head } = options;
  await drawAll(neighborhoods, options.signal);
  const { items } = neighborhoods;
  const into = memoryRows(items, head?.output ?? layers.at(-1)!.output);
  const rows = memoryRows(items, features.dims, features.data);
  await embedLayerwise({ ...options, rows, edges: memoryEdges(neighborhoods), into });
  return into.whole!;
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
  const into = memoryRows(items, output);
  await embedLayerwise({
    rows: memoryRows(items, features.dims, features.data),
    edges: emptyEdges(items),
    layers: [],
    head: { output, apply: layer },
    ...{ parameters, into, signal },
  });
  return into.whole!;
}

/** Makes sure that every item's neighbours are drawn. */
export async function drawAll(neighborhoods: Neighborhoods, signal?: AbortSignal): Promise<void> {
  for (let item = 0; item < neighborhoods.items; item++) {
    if (item % 512 === 0) await turn(signal);
    neighborhoods.ensure(item);
  }
}
