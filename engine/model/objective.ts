/** What a training makes small: a loss over the embeddings of a batch's seeds. */
import type { Tensor, Tensor2D } from '../backend/tf.ts';
import type { Batch } from '../sampling/batch.ts';
import type { ParameterSpec, ParameterTensors } from './parameters.ts';

export interface Loss {
  /** The mean over the batch's terms, a scalar. */
  readonly loss: Tensor;
  /** How many they are: the weight of this batch in an average over the parts of a whole one. */
  readonly terms: number;
}

export interface Objective {
  /** Of its own, trained along with the model's: a classifier's head. Usually none. */
  readonly parameters: readonly ParameterSpec[];
  /** @param z embeddings of the seeds, (seeds, d) */
  loss(z: Tensor2D, batch: Batch, parameters: ParameterTensors): Loss;
}
