/**
 * Exact nearest rows of many queries at once, through the tensor backend of this process: scores = Q X'.
 *
 *   Q (queries, dims)   X (items, dims)   ->   the k best rows of each query, ties by row
 *
 * In pieces of queries, so that no more than 64 MB of scores are held at once. For one query plain arrays are as fast
 * (retrieval/exact-index.ts), and need no backend.
 */
import { topK } from '../retrieval/top-k.ts';
import type { Ranked } from '../retrieval/top-k.ts';
import type { Vectors } from '../retrieval/nearest-index.ts';
import { countOf } from '../retrieval/nearest-index.ts';
import { turn } from '../turns.ts';
import { tf } from './tf.ts';

const SCORES = 1 << 24;

export interface NearestRows {
  nearest(queries: Float32Array, k: number, signal?: AbortSignal): Promise<Ranked[][]>;
  dispose(): void;
}

/** Hands the vectors to the backend, which has to be started. */
export function nearestRows(vectors: Vectors): NearestRows {
  const { dims, data } = vectors;
  const items = countOf(vectors);
  // Transposed once: the wasm backend multiplies transposed operands ten times slower.
  const columns = tf.tidy(() => tf.transpose(tf.tensor2d(data, [items, dims])));
  return {
    async nearest(queries, k, signal) {
      const count = queries.length / dims;
      const piece = Math.max(1, Math.floor(SCORES / Math.max(1, items)));
      const answers: Ranked[][] = [];
      for (let from = 0; from < count; from += piece) {
        await turn(signal);
        const part = queries.subarray(from * dims, Math.min(count, from + piece) * dims);
        const product = tf.tidy(() => tf.matMul(tf.tensor2d(part, [part.length / dims, dims]), columns));
        const scores = (await product.data()) as Float32Array;
        product.dispose();
        for (let at = 0; at < scores.length; at += items)
          answers.push(topK(scores.subarray(at, at + items), k));
      }
      return answers;
    },
    dispose: () => columns.dispose(),
  };
}
