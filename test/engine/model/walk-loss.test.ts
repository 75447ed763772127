import { beforeAll, describe, expect, it } from 'vitest';
import { tf } from '../../../engine/backend/tf.ts';
import { minusLogSigmoid, walkLoss } from '../../../engine/model/walk-loss.ts';
import { startBackend } from '../backend/start-backend.ts';

describe('the unsupervised loss', () => {
  beforeAll(() => startBackend());
  const z = [1, 0, 0, 1, -1, 0, 0.5, 0.5];
  const loss = (negatives: number[], scale = 1): number =>
    tf.tidy(() => {
      const of = (rows: number[]) =>
        tf.tensor2d(
          rows.flatMap((row) => [scale * z[2 * row], scale * z[2 * row + 1]]),
          [rows.length, 2],
        );
      const rows = {
        heads: Uint32Array.of(0),
        tails: Uint32Array.of(3),
        negatives: Uint32Array.from(negatives),
      };
      return walkLoss(of([0]), of([3]), of(negatives), rows).dataSync()[0];
    });
  const cost = (x: number): number => Math.log(1 + Math.exp(-x));

  it('is what the equation gives by hand: the negatives are summed', () => {
    expect(loss([1, 2])).toBeCloseTo(cost(0.5) + cost(0) + cost(1), 6);
  });

  it("leaves out the pair's own items and lets the others stand for them", () => {
    expect(loss([1, 0, 3, 3])).toBeCloseTo(cost(0.5) + 4 * cost(0), 6);
    expect(loss([0, 3])).toBeCloseTo(cost(0.5), 6);
  });

  it('stays finite far out, where a naive log of a sigmoid is infinite', () => {
    expect(loss([1, 2], 100)).toBeCloseTo(0 + cost(0), 4);
    const values = tf.tidy(() => minusLogSigmoid(tf.tensor1d([-1000, -20, 0, 20, 1000])).dataSync());
    [1000, 20, Math.LN2, Math.exp(-20), 0].forEach((want, i) => expect(values[i]).toBeCloseTo(want, 6));
  });
});
