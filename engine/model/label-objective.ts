/**
 * The supervised head of GraphSAGE (Hamilton et al., NeurIPS 2017, section 3.2): class scores from the embeddings,
 *
 *   x = z H + h        z (nodes, d)   H = head.labels.weight (d, classes)   h = head.labels.bias (classes)
 *   p = softmax(x), or sigmoid(x) where a node may have several labels
 *
 * trained with the encoder by cross-entropy (label-loss.ts).
 */
import { gatherRows } from '../backend/gather-rows.ts';
import { tf } from '../backend/tf.ts';
import type { Tensor2D } from '../backend/tf.ts';
import { labelLoss } from './label-loss.ts';
import type { Objective } from './objective.ts';
import type { Parameters } from './parameters.ts';

const WEIGHT = 'head.labels.weight';
const BIAS = 'head.labels.bias';

export interface Classes {
  /** How many. */
  readonly classes: number;
  /** Whether a node may have several labels. */
  readonly multi: boolean;
}

/** How the predictions follow from the exported files, to stand behind the embeddings' equation. */
export const labelEquation = ({ multi }: Classes): string =>
  `; predictions = ${multi ? 'sigmoid' : 'softmax'}(z H + h) with H, h = ${WEIGHT}, ${BIAS}`;

/** Reads the positions `nodes` and `labels` (see sampling/label-examples.ts). @param dims length of an embedding */
export function labelObjective(dims: number, { classes, multi }: Classes): Objective {
  return {
    parameters: [
      { name: WEIGHT, shape: [dims, classes], gain: 1 },
      { name: BIAS, shape: [classes], gain: 0 },
    ],
    loss(z, { count, positions }, parameters) {
      const { nodes, labels } = positions;
      const rows = gatherRows(z, nodes as Uint32Array);
      const x = tf.add(tf.matMul(rows, parameters.matrix(WEIGHT)), parameters.vector(BIAS)) as Tensor2D;
      const y = multi
        ? tf.tensor2d(labels as Float32Array, [count, classes])
        : tf.tensor2d(oneHot(labels, classes), [count, classes]);
      return { loss: labelLoss(x, y, multi), terms: count };
    },
  };
}

/** Probability of each class, float32 (items, classes). @param embeddings float32 (items, dims) */
export function labelProbabilities(
  embeddings: Float32Array,
  parameters: Parameters,
  { classes, multi }: Classes,
): Float32Array {
  const dims = parameters.get(WEIGHT)!.shape[0];
  return tf.tidy(() => {
    const [weight, bias] = [parameters.get(WEIGHT)!, parameters.get(BIAS)!];
    const z = tf.tensor2d(embeddings, [embeddings.length / dims, dims]);
    const x = tf.add(tf.matMul(z, tf.tensor2d(weight.data, [dims, classes])), tf.tensor1d(bias.data));
    return (multi ? tf.sigmoid(x) : tf.softmax(x)).dataSync() as Float32Array;
  });
}

function oneHot(labels: ArrayLike<number>, classes: number): Float32Array {
  const out = new Float32Array(labels.length * classes);
  for (let i = 0; i < labels.length; i++) out[i * classes + labels[i]] = 1;
  return out;
}
