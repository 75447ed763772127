/**
 * The walk of the data format, computed exactly and independently of the sampler: dense transition matrices from a
 * plain list of edges. With P the matrix of one hop (item -> context -> item), a walk's expected visits to v are
 * the sum over h = 1..hops of (1 - restart)^(h - 1) P^h [u, v], v other than u.
 */
export interface PlainEdge {
  item: number;
  context: number;
  weight: number;
}

/** Each item's share of all visits from `start`; all 0 when nothing is visited. */
export function exactVisitShares(
  { items, contexts, edges }: { items: number; contexts: number; edges: readonly PlainEdge[] },
  start: number,
  { hops, restart }: { hops: number; restart: number },
): number[] {
  const weights = matrix(items, contexts);
  for (const { item, context, weight } of edges) weights[item][context] += weight;
  const toContext = weights.map(normalised);
  const toItem = transposed(weights).map(normalised);
  const hop = product(toContext, toItem);
  let at = hop[start];
  const visits = new Array<number>(items).fill(0);
  for (let h = 1; h <= hops; h++) {
    at.forEach((probability, v) => (visits[v] += (1 - restart) ** (h - 1) * probability));
    at = product([at], hop)[0];
  }
  visits[start] = 0;
  return normalised(visits);
}

const matrix = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, () => new Array<number>(columns).fill(0));

function normalised(row: number[]): number[] {
  const sum = row.reduce((total, value) => total + value, 0);
  return sum > 0 ? row.map((value) => value / sum) : row.map(() => 0);
}

const transposed = (m: number[][]): number[][] => m[0].map((_, column) => m.map((row) => row[column]));

function product(a: number[][], b: number[][]): number[][] {
  return a.map((row) => {
    const sums = new Array<number>(b[0].length).fill(0);
    row.forEach((value, k) => {
      if (value !== 0) b[k].forEach((other, j) => (sums[j] += value * other));
    });
    return sums;
  });
}
