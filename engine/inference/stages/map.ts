/** Map: what each item of a batch tells those whose neighbour it is. Each item passes here once in a layer. */
import { tf } from '../../backend/tf.ts';
import type { ParameterTensors } from '../../model/parameters.ts';
import type { RowBatch, StagedLayer } from './layer.ts';

/** float32 (count, told), in the order of the batch. */
export function mapBatch(
  layer: Pick<StagedLayer, 'map'>,
  { data, count, dims }: RowBatch,
  parameters: ParameterTensors,
): Float32Array {
  return tf.tidy(() => layer.map(tf.tensor2d(data, [count, dims]), parameters).dataSync() as Float32Array);
}
