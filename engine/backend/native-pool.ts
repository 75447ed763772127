/**
 * The products of pool.ts where TensorFlow itself computes: by our own operation on the processor
 * (engine/native/operations.cc), by a gather and a segment sum on a CUDA device or where the addon is not our build.
 */
import type { SparseRows } from './pool.ts';
import { nativeBackend, ownOperations } from './tensorflow.ts';
import { tf } from './tf.ts';
import type { Tensor, Tensor1D, Tensor2D } from './tf.ts';

/** n (rows, d) of h (sources, d). */
export function nativePool(h: Tensor2D, sparse: SparseRows): Tensor2D {
  const rows = sparse.indptr.length - 1;
  if (ownOperations()) return operation('PinwisePool', h, sparse);
  const read = tf.mul(tf.gather(h, integers(sparse.indices)), weightColumn(sparse));
  return tf.unsortedSegmentSum(read, rowsOfEdges(sparse), rows) as Tensor2D;
}

/** dh (sources, d) of dn (rows, d). */
export function nativePoolTransposed(dy: Tensor2D, sparse: SparseRows, sources: number): Tensor2D {
  if (ownOperations()) return operation('PinwisePoolTransposed', dy, sparse, sources);
  const read = tf.mul(tf.gather(dy, rowsOfEdges(sparse)), weightColumn(sparse));
  return tf.unsortedSegmentSum(read, integers(sparse.indices), sources) as Tensor2D;
}

/** int32 of the same bits; rows and edges are fewer than 2^31. */
export const integers = (values: Uint32Array): Tensor1D =>
  tf.tensor1d(new Int32Array(values.buffer, values.byteOffset, values.length), 'int32');

function operation(name: string, dense: Tensor2D, sparse: SparseRows, sources?: number): Tensor2D {
  const backend = nativeBackend()!;
  const { indptr, indices, weights } = sparse;
  const inputs: Tensor[] = [dense, integers(indptr), integers(indices), tf.tensor1d(weights)];
  const attributes =
    sources === undefined ? [] : [{ name: 'sources', type: backend.binding.TF_ATTR_INT, value: sources }];
  return backend.executeSingleOutput(name, attributes, inputs) as Tensor2D;
}

const weightColumn = ({ weights }: SparseRows): Tensor2D => tf.tensor2d(weights, [weights.length, 1]);

function rowsOfEdges({ indptr, indices }: SparseRows): Tensor1D {
  const rows = new Int32Array(indices.length);
  for (let row = 0; row + 1 < indptr.length; row++) rows.fill(row, indptr[row], indptr[row + 1]);
  return tf.tensor1d(rows, 'int32');
}
