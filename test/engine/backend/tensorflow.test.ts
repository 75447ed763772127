/**
 * TensorFlow itself against the WebAssembly backend: our own operations, and whole trainings. The two add up in other
 * orders, so nothing is equal to the bit.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { gatherRows } from '../../../engine/backend/gather-rows.ts';
import { ensureBackend } from '../../../engine/backend/init-backend.ts';
import { pool } from '../../../engine/backend/pool.ts';
import { ownOperations } from '../../../engine/backend/tensorflow.ts';
import { tf } from '../../../engine/backend/tf.ts';
import type { Tensor2D } from '../../../engine/backend/tf.ts';
import { settleConfig } from '../../../engine/training/settle-config.ts';
import { train } from '../../../engine/training/train.ts';
import { plantedDataset } from '../training/planted-dataset.ts';
import { startBackend, startTensorflow, withoutTensorflow } from './start-backend.ts';

const without = withoutTensorflow();
const planted = plantedDataset({ clusters: 5, size: 40, dims: 16, noise: 1 });

/** 7 rows with 0 to 6 neighbours among 5 sources of width 3. */
function sparse() {
  const rng = random(3, 'sparse');
  const indptr = Uint32Array.from({ length: 8 }, (_, row) => (row * (row - 1)) / 2);
  const edges = indptr[7];
  return {
    indptr,
    indices: Uint32Array.from({ length: edges }, () => Math.floor(5 * rng.next())),
    weights: Float32Array.from({ length: edges }, () => rng.next()),
  };
}
const dense = Float32Array.from({ length: 15 }, (_, i) => Math.sin(i + 1));
const rows = Uint32Array.of(4, 0, 0, 2);

function operations(): number[][] {
  const weighted = (y: Tensor2D): Tensor2D => tf.mul(y, tf.range(1, y.size + 1).reshape(y.shape)) as Tensor2D;
  const of = (op: (h: Tensor2D) => Tensor2D): number[][] =>
    tf.tidy(() => {
      const h = tf.tensor2d(dense, [5, 3]);
      const gradient = tf.grad((x) => tf.sum(weighted(op(x as Tensor2D))))(h);
      return [[...op(h).dataSync()], [...gradient.dataSync()]];
    });
  return [...of((h) => pool(h, sparse())), ...of((h) => gatherRows(h, rows))];
}

describe.skipIf(without)(`TensorFlow itself${without ? ` (not here: ${without})` : ''}`, () => {
  beforeAll(startTensorflow);

  it('is told as the backend, with its version', async () => {
    expect(await ensureBackend()).toMatchObject({ name: 'tensorflow', cure: null });
    expect(ownOperations()).toBe(true);
  });

  it('pools and gathers as WebAssembly does, forward and backward', async () => {
    const native = operations();
    await startBackend('wasm');
    const wasm = operations();
    await startTensorflow();
    native.forEach((values, i) => {
      expect(values.length).toBe(wasm[i].length);
      values.forEach((value, j) => expect(value).toBeCloseTo(wasm[i][j], 4));
    });
  });

  it('says so when an index lies outside, and goes on', () => {
    const bad = { indptr: Uint32Array.of(0, 1), indices: Uint32Array.of(5), weights: Float32Array.of(1) };
    expect(() => pool(tf.ones([5, 2]), bad)).toThrow(/outside the dense operand/);
    expect([...pool(tf.ones([6, 2]), bad).dataSync()]).toEqual([1, 1]);
  });

  it.each(['pinsage', 'combined', 'graphsage-mean'])(
    '%s: after an epoch the embeddings agree within 1e-2, and no tensor is left',
    async (preset) => {
      const native = await embeddingsOf(preset);
      const left = tf.memory().numTensors;
      await embeddingsOf(preset);
      expect(tf.memory().numTensors).toBe(left);
      await startBackend('wasm');
      const wasm = await embeddingsOf(preset);
      await startTensorflow();
      expect(native.length).toBe(wasm.length);
      expect(Math.max(...wasm.map(Math.abs))).toBeGreaterThan(0.05);
      expect(Math.max(...native.map((value, i) => Math.abs(value - wasm[i])))).toBeLessThan(1e-2);
    },
  );
});

async function embeddingsOf(preset: string): Promise<number[]> {
  const { embeddings } = await train({
    dataset: planted,
    preset,
    config: settleConfig(planted, preset, { training: { epochs: 1 } }),
    seed: 0,
    checkpoints: { save: () => Promise.resolve(), latest: () => Promise.resolve(null) },
    observer: { step: () => {}, epoch: () => {} },
    signal: new AbortController().signal,
  });
  return [...embeddings!.data];
}
