/** What the training loop and the inference need of a model: the graph models and the perceptron look alike to them. */
import type { Tensor2D } from '../backend/tf.ts';
import type { Batch } from '../sampling/batch.ts';
import type { ParameterSpec, ParameterTensors, Parameters } from './parameters.ts';

/** Features as the model is fed with them, float32 (rows, dims), row-major. */
export interface Matrix {
  readonly data: Float32Array;
  readonly dims: number;
}

export interface Model {
  readonly parameters: readonly ParameterSpec[];
  /** Length of an embedding. */
  readonly output: number;
  /** How the embeddings follow from the exported files. */
  readonly equation: string;
  /** The function returned computes the embeddings of the batch's seeds, (seeds, output), within `tf.tidy`. */
  forward(batch: Batch): (parameters: ParameterTensors) => Tensor2D;
  /** Embeddings of all items, float32 (items, output). @throws PinwiseError `cancelled` */
  embedAll(parameters: Parameters, signal?: AbortSignal): Promise<Float32Array>;
}
