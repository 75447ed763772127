/**
 * A layer of GraphSAGE as inference takes it apart (see sage-layer.ts): what an item tells, how a row's neighbours
 * aggregate it, the update. Every item is computed once in a layer, from all the neighbours of its table.
 *
 *   h (N, in)   ->   told (N, in | hidden | 4 hidden)   ->   a (N, in | hidden)   ->   h' (N, output)
 */
import { maxRows } from '../backend/max-pool.ts';
import { poolRows } from '../backend/pool.ts';
import { tf } from '../backend/tf.ts';
import type { StagedLayer } from '../inference/stages/layer.ts';
import { aggregate, tell, update } from './sage-layer.ts';
import type { SageLayer } from './sage-layer.ts';

/** @param hidden length of what pool and lstm aggregate */
export function sageStages(at: SageLayer, inputs: number, hidden: number, output: number): StagedLayer {
  const { aggregator } = at;
  const told = { gcn: inputs, mean: inputs, pool: hidden, lstm: 4 * hidden }[aggregator];
  const pooled = aggregator === 'gcn' || aggregator === 'mean' ? inputs : hidden;
  return {
    ...{ told, pooled, output },
    fewSources: aggregator === 'lstm',
    map: (h, parameters) => tell(h, at, parameters, true),
    pool(data, edges, parameters) {
      if (aggregator === 'pool') return maxRows(data, told, edges).largest;
      if (aggregator !== 'lstm') return poolRows(data, told, edges);
      const aggregated = tf.tidy(() =>
        aggregate(tf.tensor2d(data, [data.length / told, told]), edges, at, parameters),
      );
      const values = aggregated.dataSync() as Float32Array;
      aggregated.dispose();
      return values;
    },
    update: (own, aggregated, { indptr }, parameters) =>
      update(own, aggregated, indptr, at, parameters, true),
  };
}
