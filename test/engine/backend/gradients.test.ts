/**
 * Gradients of our own operations against central finite differences on the plain JavaScript backend, whose
 * arithmetic is float64 between float32 tensors; inputs stand away from the kinks of ReLU and the margin.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { denseRelu, joinedDenseRelu, linear } from '../../../engine/backend/dense.ts';
import { gatherRows } from '../../../engine/backend/gather-rows.ts';
import { lstm } from '../../../engine/backend/lstm.ts';
import { maxPool } from '../../../engine/backend/max-pool.ts';
import { normalizeRows } from '../../../engine/backend/normalize-rows.ts';
import { pool } from '../../../engine/backend/pool.ts';
import { tf } from '../../../engine/backend/tf.ts';
import type { Tensor, Tensor1D, Tensor2D } from '../../../engine/backend/tf.ts';
import { crossEntropy } from '../../../engine/model/cross-entropy.ts';
import { maxMargin } from '../../../engine/model/max-margin.ts';
import { maxMarginLoss } from '../../../engine/model/max-margin-loss.ts';
import { namedTensors } from '../../../engine/model/parameters.ts';
import { walkLoss } from '../../../engine/model/walk-loss.ts';
import type { Batch } from '../../../engine/sampling/batch.ts';
import { startBackend } from './start-backend.ts';

const STEP = 1 / 64;

type Op = (...inputs: Tensor[]) => Tensor;

/** Sum of the op's output times fixed random weights, so that every output counts differently. */
function scalarOf(op: Op, inputs: Tensor[]): Tensor {
  const y = op(...inputs);
  const rng = random(9, 'weights');
  return tf.sum(
    tf.mul(
      y,
      tf.tensor(
        Float32Array.from({ length: y.size }, () => 0.5 + rng.next()),
        y.shape,
      ),
    ),
  );
}

function expectGradients(op: Op, shapes: number[][], seed: number): void {
  const rng = random(seed, 'inputs');
  const values = shapes.map((shape) =>
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => rng.normal()),
  );
  const tensors = (): Tensor[] => values.map((data, i) => tf.tensor(data.slice(), shapes[i]));
  tf.tidy(() => {
    const grads = tf.grads((...inputs: Tensor[]) => scalarOf(op, inputs))(tensors());
    const at = (): number => tf.tidy(() => scalarOf(op, tensors()).dataSync()[0]);
    const [kinkFree, total] = [{ count: 0 }, { count: 0 }];
    values.forEach((data, i) => {
      const got = grads[i].dataSync();
      for (let j = 0; j < data.length; j++) {
        const kept = data[j];
        const middle = at();
        data[j] = kept + STEP;
        const high = at();
        data[j] = kept - STEP;
        const low = at();
        data[j] = kept;
        total.count++;
        // A kink between low and high shows as different slopes on the two sides.
        if (Math.abs(high - 2 * middle + low) > 0.02 * STEP) continue;
        kinkFree.count++;
        expect(Math.abs(got[j] - (high - low) / (2 * STEP)), `input ${i}, value ${j}`).toBeLessThan(5e-3);
      }
    });
    expect(kinkFree.count).toBeGreaterThan(0.6 * total.count);
  });
}

const sparse = {
  indptr: Uint32Array.of(0, 2, 2, 5),
  indices: Uint32Array.of(1, 0, 3, 1, 1),
  weights: Float32Array.of(0.3, 0.7, 0.2, 0.5, 0.3),
};
const sequences = { indptr: Uint32Array.of(0, 2, 2, 5, 6), indices: Uint32Array.of(1, 0, 3, 1, 2, 1) };
/** Three pairs with shared negatives, and 2, 0 and 1 hard ones. */
const withHard: Batch = {
  count: 3,
  blocks: [],
  input: { rows: new Uint32Array(0), data: new Float32Array(0) },
  positions: {
    heads: Uint32Array.of(0, 1, 2),
    tails: Uint32Array.of(3, 4, 5),
    negatives: Uint32Array.of(0, 4, 6, 7),
    hard: Uint32Array.of(6, 1, 7),
    hardIndptr: Uint32Array.of(0, 2, 2, 3),
  },
};
const none = namedTensors([], []);
const cases: [string, Op, number[][]][] = [
  ['denseRelu', (x, w, b) => denseRelu(x as Tensor2D, w as Tensor2D, b as Tensor1D), [[4, 3], [3, 5], [5]]],
  [
    'joinedDenseRelu',
    (x, p, w, b) => joinedDenseRelu(x as Tensor2D, p as Tensor2D, w as Tensor2D, b as Tensor1D),
    [[4, 3], [4, 2], [5, 3], [3]],
  ],
  [
    'linear',
    (x, w) => linear(x as Tensor2D, w as Tensor2D),
    [
      [4, 3],
      [3, 2],
    ],
  ],
  ['gatherRows', (h) => gatherRows(h as Tensor2D, Uint32Array.of(2, 0, 2, 2)), [[4, 3]]],
  ['pool', (h) => pool(h as Tensor2D, sparse), [[4, 3]]],
  ['maxPool', (h) => maxPool(h as Tensor2D, sparse), [[4, 3]]],
  [
    'lstm',
    (x, r) => lstm(x as Tensor2D, r as Tensor2D, sequences),
    [
      [4, 8],
      [2, 8],
    ],
  ],
  [
    'lstm, a row or two at a time',
    (x, r) => lstm(x as Tensor2D, r as Tensor2D, sequences, 60),
    [
      [4, 8],
      [2, 8],
    ],
  ],
  [
    'walkLoss',
    (u, v, n) =>
      walkLoss(u as Tensor2D, v as Tensor2D, n as Tensor2D, {
        heads: Uint32Array.of(0, 1, 2),
        tails: Uint32Array.of(3, 4, 5),
        negatives: Uint32Array.of(0, 4, 6, 7),
      }),
    [
      [3, 4],
      [3, 4],
      [4, 4],
    ],
  ],
  [
    'max-margin with hard negatives',
    (z) => maxMargin(0.1, 2.5).loss(z as Tensor2D, withHard, none).loss,
    [[8, 4]],
  ],
  [
    'cross-entropy with hard negatives',
    (z) => crossEntropy(2.5).loss(z as Tensor2D, withHard, none).loss,
    [[8, 4]],
  ],
  ['normalizeRows', (x) => normalizeRows(tf.add(x, 2) as Tensor2D), [[3, 4]]],
  [
    'maxMarginLoss',
    (q, i, n) =>
      maxMarginLoss(
        q as Tensor2D,
        i as Tensor2D,
        n as Tensor2D,
        {
          heads: Uint32Array.of(0, 1, 2),
          tails: Uint32Array.of(3, 4, 5),
          negatives: Uint32Array.of(0, 4, 6, 7),
        },
        0.1,
      ).loss,
    [
      [3, 4],
      [3, 4],
      [4, 4],
    ],
  ],
];

describe('gradients match finite differences', () => {
  beforeAll(() => startBackend('cpu'));
  it.each(cases)('%s', (_, op, shapes) => expectGradients(op, shapes, 3));
});

describe('max-margin loss', () => {
  beforeAll(() => startBackend());
  const loss = (negatives: number[], margin = 0.1): number =>
    tf.tidy(() => {
      const z = tf.tensor2d([1, 0, 0.5, 0.5, 0, 1, 0.7, 0], [4, 2]);
      const rows = {
        heads: Uint32Array.of(0),
        tails: Uint32Array.of(1),
        negatives: Uint32Array.from(negatives),
      };
      const of = (some: Uint32Array): Tensor2D => gatherRows(z, some);
      return maxMarginLoss(
        of(rows.heads),
        of(rows.tails),
        of(rows.negatives),
        rows,
        margin,
      ).loss.dataSync()[0];
    });

  it('is the mean violation, worked out by hand', () => {
    // q.i = 0.5; negative 2 scores 0 (no violation), negative 3 scores 0.7 (0.3 with the margin).
    expect(loss([2, 3])).toBeCloseTo(0.15, 6);
  });

  it("leaves out the pair's own head and tail, and is 0 when nothing is left", () => {
    expect(loss([2, 3, 0, 1, 1])).toBeCloseTo(0.15, 6);
    expect(loss([0, 1])).toBe(0);
  });
});
