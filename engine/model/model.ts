/** What the training loop and the inference need of a model: the graph models and the perceptron look alike to them. */
import type { Tensor2D } from '../backend/tf.ts';
import type { Random } from '../../evaluations/random.ts';
import type { ParameterSpec, ParameterTensors, Parameters } from './parameters.ts';

/** Features as the model is fed with them, float32 (rows, dims), row-major. */
export interface Matrix {
  readonly data: Float32Array;
  readonly dims: number;
}

/** All that a forward pass of some seeds needs, gathered before any tensor is made. */
export type Forward = (parameters: ParameterTensors) => Tensor2D;

export interface Model {
  readonly parameters: readonly ParameterSpec[];
  /** Length of an embedding. */
  readonly output: number;
  /**
   * Draws and gathers what distinct `seeds` need. The function returned computes their embeddings (seeds, output),
   * in the order of the seeds, within `tf.tidy`. `rng` draws the input dropout; without one nothing is left out.
   */
  prepare(seeds: Uint32Array, rng?: Random): Forward;
  /** Embeddings of all items, float32 (items, output). @throws PinwiseError `cancelled` */
  embedAll(parameters: Parameters, signal?: AbortSignal): Promise<Float32Array>;
  /** How the embeddings follow from the exported files. */
  readonly equation: string;
}
