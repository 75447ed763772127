export interface Ranked {
  row: number;
  score: number;
}

/**
 * The `k` best of `scores` (float32, one per item) without the rows of `exclude`; best first, ties by row. A heap of
 * k keeps it at O(items · log k) and O(k) memory. Items without a number for a score (NaN) are left out.
 */
export function topK(scores: Float32Array, k: number, exclude: readonly number[] = []): Ranked[] {
  const left = new Set(exclude);
  const heap: number[] = []; // rows; the worst of those kept is at the root
  const worse = (a: number, b: number): boolean => (scores[a] !== scores[b] ? scores[a] < scores[b] : a > b);

  const sink = (from: number): void => {
    for (let at = from; ;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && worse(heap[child], heap[worst])) worst = child;
      }
      if (worst === at) return;
      [heap[at], heap[worst]] = [heap[worst], heap[at]];
      at = worst;
    }
  };
  const rise = (from: number): void => {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!worse(heap[at], heap[parent])) return;
      [heap[at], heap[parent]] = [heap[parent], heap[at]];
      at = parent;
    }
  };

  for (let row = 0; row < scores.length; row++) {
    if (Number.isNaN(scores[row])) continue;
    if (heap.length === k && (k === 0 || !worse(heap[0], row))) continue;
    if (left.has(row)) continue;
    if (heap.length < k) {
      heap.push(row);
      rise(heap.length - 1);
    } else {
      heap[0] = row;
      sink(0);
    }
  }
  return heap.sort((a, b) => (worse(a, b) ? 1 : -1)).map((row) => ({ row, score: scores[row] }));
}
