/** One training step: loss and gradients of a minibatch, then Adam. */
import { gatherRows } from '../backend/gather-rows.ts';
import { tf } from '../backend/tf.ts';
import type { Tensor } from '../backend/tf.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { maxMarginLoss } from '../model/max-margin-loss.ts';
import type { PairRows } from '../model/max-margin-loss.ts';
import type { Forward } from '../model/model.ts';
import { namedTensors, toTensors } from '../model/parameters.ts';
import type { Parameters } from '../model/parameters.ts';

export interface Gradients {
  loss: number;
  /** float32, by the parameter's name, in its layout. */
  gradients: Map<string, Float32Array>;
}

/** Loss of the minibatch and its gradient with respect to every parameter. */
export function lossAndGradients(
  forward: Forward,
  parameters: Parameters,
  { heads, tails, negatives }: PairRows,
  margin: number,
): Gradients {
  const names = [...parameters.keys()];
  let found: Gradients | undefined;
  tf.tidy(() => {
    const compute = (...tensors: Tensor[]): Tensor => {
      const z = forward(namedTensors(names, tensors));
      const [q, i, n] = [heads, tails, negatives].map((rows) => gatherRows(z, rows));
      return maxMarginLoss(q, i, n, { heads, tails, negatives }, margin);
    };
    const { value, grads } = tf.valueAndGrads(compute)(toTensors(parameters));
    found = {
      loss: value.dataSync()[0],
      gradients: new Map(names.map((name, i) => [name, grads[i].dataSync() as Float32Array])),
    };
  });
  return found!;
}

/** @throws PinwiseError `diverged` naming the step and the first tensor that is not finite */
export function assertFinite({ loss, gradients }: Gradients, step: number): void {
  const diverged = (what: string): PinwiseError =>
    new PinwiseError(
      'diverged',
      `the training diverged at step ${step}: ${what} is not a finite number; try a smaller learning rate`,
    );
  if (!Number.isFinite(loss)) throw diverged('the loss');
  for (const [name, gradient] of gradients) {
    if (!gradient.every(Number.isFinite)) throw diverged(`the gradient of ${name}`);
  }
}
