/**
 * Ranks of items among all items but the query. 1 is the best; items that tie with the target count half, rounded
 * up: R = 1 + |{s > s_i}| + ceil(|{s = s_i}| / 2), the target itself not among those that tie.
 */

/**
 * Rank of item `target` for `query`.
 * @param scores float32 (items), higher is better
 * @throws RangeError when the target is the query itself or a score is NaN
 */
export function rankOf(scores: Float32Array, query: number, target: number): number {
  return ranksOf(scores, query, [target])[0];
}

/**
 * Ranks of several items in one pass over the scores, without sorting the catalogue: O(items · log targets).
 * @param scores float32 (items), higher is better; -Infinity is a score, NaN is not
 * @param targets items other than `query`
 * @returns one rank for each of `targets`, in their order
 * @throws RangeError when a target is the query or not an item, or a score that matters is NaN
 */
export function ranksOf(scores: Float32Array, query: number, targets: ArrayLike<number>): Uint32Array {
  const count = targets.length;
  const thresholds = new Float32Array(count);
  for (let t = 0; t < count; t++) {
    const target = targets[t];
    if (target === query) throw new RangeError(`item ${query} is its own positive: it has no rank`);
    if (!(target >= 0 && target < scores.length)) {
      throw new RangeError(`item ${target} is not one of the ${scores.length} that have scores`);
    }
    thresholds[t] = scores[target];
  }
  thresholds.sort();

  const lowest = thresholds[0];
  const exceeding = new Uint32Array(count + 1); // [b]: items whose score exceeds exactly b of the thresholds
  const equal = new Uint32Array(count); // [b]: items that score the same as threshold b, the first of its equals
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item];
    if (score < lowest || item === query) continue;
    if (Number.isNaN(score)) throw new RangeError(`the score of item ${item} for query ${query} is NaN`);
    const below = countBelow(thresholds, score);
    exceeding[below]++;
    if (below < count && thresholds[below] === score) equal[below]++;
  }

  const above = new Uint32Array(count);
  for (let b = count - 1, sum = exceeding[count]; b >= 0; sum += exceeding[b--]) above[b] = sum;
  return Uint32Array.from(targets, (target) => {
    const at = countBelow(thresholds, scores[target]);
    return 1 + above[at] + Math.floor(equal[at] / 2);
  });
}

/** How many of the ascending `values` are smaller than `x`. */
function countBelow(values: Float32Array, x: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
