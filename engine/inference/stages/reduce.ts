/** Reduce: pools what the destinations of a batch were told and gives their new rows. */
import type { SparseRows } from '../../backend/pool.ts';
import { tf } from '../../backend/tf.ts';
import type { ParameterTensors } from '../../model/parameters.ts';
import type { RowBatch, StagedLayer } from './layer.ts';

/** float32 (count, output). @param pooled float32 (count, pooled), see `StagedLayer.pool` */
export function reduceBatch(
  layer: Pick<StagedLayer, 'update' | 'pooled'>,
  { data, count, dims }: RowBatch,
  pooled: Float32Array,
  edges: SparseRows,
  parameters: ParameterTensors,
): Float32Array {
  return tf.tidy(() => {
    const own = tf.tensor2d(data, [count, dims]);
    const n = tf.tensor2d(pooled, [count, layer.pooled]);
    return layer.update(own, n, edges, parameters).dataSync() as Float32Array;
  });
}
