import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBackend } from '../../../engine/backend/init-backend.ts';
import { tf } from '../../../engine/backend/tf.ts';
import type { Tensor2D } from '../../../engine/backend/tf.ts';
import { labelLoss } from '../../../engine/model/label-loss.ts';
import { labelObjective, labelProbabilities } from '../../../engine/model/label-objective.ts';
import { namedTensors } from '../../../engine/model/parameters.ts';

interface Case {
  multi: boolean;
  scores: number[];
  truth: number[][];
  probabilities: number[];
  loss: number;
  gradient: number[];
}
const { classes, cases } = JSON.parse(
  readFileSync(new URL('../../golden/labels.json', import.meta.url), 'utf8'),
) as { classes: number; cases: Case[] };

const targets = ({ truth }: Case): Float32Array => {
  const y = new Float32Array(truth.length * classes);
  truth.forEach((own, i) => own.forEach((label) => (y[i * classes + label] = 1)));
  return y;
};
const close = (got: ArrayLike<number>, want: number[], digits: number): void => {
  expect(got).toHaveLength(want.length);
  want.forEach((value, i) => expect(got[i]).toBeCloseTo(value, digits));
};

beforeAll(() => ensureBackend());

describe('cross-entropy of labels', () => {
  it.each(cases)('value and gradient of the oracle (several labels: $multi)', (one) => {
    tf.tidy(() => {
      const shape: [number, number] = [one.truth.length, classes];
      const y = tf.tensor2d(targets(one), shape);
      const { value, grad } = tf.valueAndGrad((x) => labelLoss(x as Tensor2D, y, one.multi))(
        tf.tensor2d(one.scores, shape),
      );
      expect(value.dataSync()[0]).toBeCloseTo(one.loss, 5);
      close(grad.dataSync(), one.gradient, 6);
    });
  });

  it('stays finite where scores are large', () => {
    tf.tidy(() => {
      for (const multi of [false, true]) {
        const x = tf.tensor2d([500, -500], [1, 2]);
        const loss = labelLoss(x, tf.tensor2d([0, 1], [1, 2]), multi).dataSync()[0];
        expect(loss).toBeCloseTo(multi ? 500 : 1000, 1);
      }
    });
  });
});

describe('the supervised head', () => {
  it.each(cases)('scores the labelled nodes alone, whatever their place (several labels: $multi)', (one) => {
    // The embedding is the score itself: H = I, h = 0.
    const { multi, truth } = one;
    const count = truth.length;
    const head = labelObjective(classes, { classes, multi });
    expect(head.parameters.map(({ name, shape }) => [name, shape])).toEqual([
      ['head.labels.weight', [classes, classes]],
      ['head.labels.bias', [classes]],
    ]);
    const identity = Float32Array.from({ length: classes ** 2 }, (_, i) => (i % (classes + 1) === 0 ? 1 : 0));
    tf.tidy(() => {
      const z = tf.tensor2d([...new Array<number>(classes).fill(9), ...one.scores], [count + 1, classes]);
      const parameters = namedTensors(
        ['head.labels.weight', 'head.labels.bias'],
        [tf.tensor2d(identity, [classes, classes]), tf.zeros([classes])],
      );
      const labels = multi ? targets(one) : Uint32Array.from(truth.flat());
      const positions = { nodes: Uint32Array.from({ length: count }, (_, i) => i + 1), labels };
      const batch = {
        count,
        blocks: [],
        input: { rows: new Uint32Array(), data: new Float32Array() },
        positions,
      };
      const { loss, terms } = head.loss(z, batch, parameters);
      expect(terms).toBe(count);
      expect(loss.dataSync()[0]).toBeCloseTo(one.loss, 5);
    });
    const found = labelProbabilities(
      Float32Array.from(one.scores),
      new Map([
        ['head.labels.weight', { shape: [classes, classes], data: identity }],
        ['head.labels.bias', { shape: [classes], data: new Float32Array(classes) }],
      ]),
      { classes, multi },
    );
    close(found, one.probabilities, 5);
  });
});
