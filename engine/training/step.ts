/** One training step's loss and gradients. */
import { tf } from '../backend/tf.ts';
import type { Tensor } from '../backend/tf.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { Model } from '../model/model.ts';
import type { Objective } from '../model/objective.ts';
import { namedTensors, toTensors } from '../model/parameters.ts';
import type { Parameters } from '../model/parameters.ts';
import type { Batch } from '../sampling/batch.ts';

export interface Gradients {
  loss: number;
  /** How many terms the loss is the mean of. */
  terms: number;
  /** float32, by the parameter's name, in its layout. */
  gradients: Map<string, Float32Array>;
}

/** Loss of a batch and its gradient with respect to every parameter. */
export function lossAndGradients(
  model: Pick<Model, 'forward'>,
  objective: Pick<Objective, 'loss'>,
  batch: Batch,
  parameters: Parameters,
): Gradients {
  const names = [...parameters.keys()];
  const forward = model.forward(batch);
  let found: Gradients | undefined;
  let terms = 0;
  tf.tidy(() => {
    const compute = (...tensors: Tensor[]): Tensor => {
      const named = namedTensors(names, tensors);
      const of = objective.loss(forward(named), batch, named);
      terms = of.terms;
      return of.loss;
    };
    const { value, grads } = tf.valueAndGrads(compute)(toTensors(parameters));
    found = {
      loss: value.dataSync()[0],
      terms,
      gradients: new Map(names.map((name, i) => [name, grads[i].dataSync() as Float32Array])),
    };
  });
  return found!;
}

/** @throws PinwiseError `diverged` naming the step and the first tensor that is not finite */
export function assertFinite({ loss, gradients }: Omit<Gradients, 'terms'>, step: number): void {
  if (!Number.isFinite(loss)) throw diverged(step, 'the loss');
  for (const [name, gradient] of gradients) {
    if (!allFinite(gradient)) throw diverged(step, `the gradient of ${name}`);
  }
}

/** @throws PinwiseError `diverged` naming the step and the first parameter that is not finite after it */
export function assertParameters(parameters: Parameters, step: number): void {
  for (const [name, { data }] of parameters) {
    if (!allFinite(data)) throw diverged(step, `the parameter ${name}`);
  }
}

/** @throws PinwiseError `diverged` naming the step after which the embeddings are not finite */
export function assertEmbeddings(embeddings: Float32Array, step: number): void {
  if (!allFinite(embeddings)) throw diverged(step, 'a value of the embeddings');
}

/** Of neither NaN nor infinity is the difference with itself 0. */
function allFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] - values[i] !== 0) return false;
  return true;
}

function diverged(step: number, what: string): PinwiseError {
  return new PinwiseError(
    'diverged',
    `the training diverged at step ${step}: ${what} is not a finite number; try a smaller learning rate`,
  );
}
