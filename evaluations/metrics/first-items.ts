/**
 * The `k` items that score highest for `query`, best first, without the query itself; ties go to the lower row.
 * Meant for small k: one pass that keeps a sorted list.
 * @param scores float32 (items)
 * @returns uint32 (min(k, items - 1)), rows of items
 */
export function firstItems(scores: Float32Array, query: number, k: number): Uint32Array {
  const best = new Uint32Array(Math.min(k, scores.length - 1));
  let held = 0;
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item];
    if (item === query) continue;
    if (held === best.length && !(score > scores[best[held - 1]])) continue;
    let at = held < best.length ? held++ : held - 1;
    for (; at > 0 && score > scores[best[at - 1]]; at--) best[at] = best[at - 1];
    best[at] = item;
  }
  return best;
}
