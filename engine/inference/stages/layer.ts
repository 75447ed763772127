/**
 * A layer as inference takes it apart (PinSage, Ying et al., KDD 2018, section 3.3): what an item tells the others,
 * how what it is told is pooled, and its new row. Three functions of batches that know nothing of files or memory, so
 * that machines of a cluster could each do some batches.
 *
 *   map     h (rows, in)                          ->  told (rows, told)
 *   pool    told (sources, told), edges           ->  n (rows, pooled)
 *   update  h (rows, in), n (rows, pooled), edges ->  h' (rows, output)
 */
import type { SparseRows } from '../../backend/pool.ts';
import type { Tensor2D } from '../../backend/tf.ts';
import type { ParameterTensors } from '../../model/parameters.ts';

export interface StagedLayer {
  /** Width of what a node tells. */
  readonly told: number;
  /** Width of what is pooled. */
  readonly pooled: number;
  /** Width of the layer's result. */
  readonly output: number;
  /** Once for each item: ReLU(h Q + q) in PinSage. */
  map(h: Tensor2D, parameters: ParameterTensors): Tensor2D;
  /** Pools rows of `told` (sources, told) over each row's edges. */
  pool(told: Float32Array, edges: SparseRows, parameters: ParameterTensors): Float32Array;
  /** `pool` costs by the sources it is given, not by the edges: it gets those alone that the edges name. */
  readonly fewSources?: boolean;
  update(own: Tensor2D, pooled: Tensor2D, edges: SparseRows, parameters: ParameterTensors): Tensor2D;
}

/** Consecutive rows of a matrix, row-major. */
export interface RowBatch {
  readonly count: number;
  readonly dims: number;
  readonly data: Float32Array;
}
