/**
 * What the first answers of a query are like, whether or not they are right.
 *
 *   diversity@10    mean of 1 - cosine over the pairs of items in the list, on given vectors (Ziegler et al., WWW
 *                   2005, intra-list similarity, turned round): 0 all alike, 1 nothing in common
 *   popularity@10   mean popularity of the items in the list, each the share of the catalogue with fewer edges, half of
 *                   those with as many counted in: 0.5 for items drawn at random, near 1 for the most popular
 *
 * Both are means over the queries that have a list.
 */
export interface ListMetric {
  name: string;
  /** The value of a list of rows, best first; null where it has none. */
  of(list: Uint32Array): number | null;
}

/** @param degrees edges of each item; fixes what every item counts, before any model is asked */
export function popularity(degrees: ArrayLike<number>, name: string): ListMetric {
  const shares = midShares(degrees);
  return {
    name,
    of(list) {
      if (list.length === 0) return null;
      return list.reduce((sum, item) => sum + shares[item], 0) / list.length;
    },
  };
}

/**
 * @param vectors float32 (items, dims), the same for all models that are compared; pairs with a row of zeros are left
 * out, as nothing is known of it
 */
export function diversity(vectors: Float32Array, dims: number, name: string): ListMetric {
  const product = (a: number, b: number): number => {
    let sum = 0;
    for (let d = 0; d < dims; d++) sum += vectors[a * dims + d] * vectors[b * dims + d];
    return sum;
  };
  return {
    name,
    of(list) {
      const norms = [...list].map((item) => Math.sqrt(product(item, item)));
      let sum = 0;
      let pairs = 0;
      for (let a = 0; a < list.length; a++) {
        for (let b = 0; b < a; b++) {
          if (norms[a] === 0 || norms[b] === 0) continue;
          sum += 1 - product(list[a], list[b]) / (norms[a] * norms[b]);
          pairs++;
        }
      }
      return pairs === 0 ? null : sum / pairs;
    },
  };
}

/** Share of the values that are smaller than each, half of its equals (itself among them) counted in. */
function midShares(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const shares = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let i = from; i < to; i++) shares[order[i]] = (from + to) / 2 / order.length;
    from = to;
  }
  return shares;
}
