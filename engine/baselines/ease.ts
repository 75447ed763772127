/**
 * EASE (Steck, WWW 2019): the item-item weights B, without a diagonal, that rebuild the context-item matrix X
 * (contexts, items) best in least squares with a ridge lambda.
 *
 *   P = (X'X + lambda I)^-1      B = I - P diag(1 / diag P)      score of item j for query i: B_ij
 *
 * X holds 1 for each edge, as the paper has it, whatever its weight. Only the smaller side is inverted: with fewer
 * contexts than items P = (I - X' G X) / lambda, G = (X X' + lambda I)^-1 (Woodbury), and with q_ij = x_i' G x_j
 *
 *   B_ij = q_ij / (1 - q_jj)
 *
 * Kept are each item's best weights above 0. Costs n^3 on the smaller side n, and items^2 numbers one row at a time.
 */
import { PinwiseError } from '../contract/rpc.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import { turn } from '../turns.ts';
import { invertPositive } from './invert.ts';
import { neighborTable } from './neighbor-table.ts';
import type { NeighborTable } from './neighbor-table.ts';

export interface EaseOptions {
  /** Neighbours kept of an item. */
  neighbors: number;
  lambda: number;
}

/** Most rows to invert: 288 MB and some minutes. */
export const MOST_ROWS = 6_000;

/** One side of the graph: for each row the columns that it holds. */
interface Side {
  rows: number;
  columns: number;
  indptr: Uint32Array;
  indices: Uint32Array;
}

/** @throws PinwiseError `too-large` above `MOST_ROWS` items and contexts, `cancelled` */
export async function ease(
  graph: BipartiteGraph,
  { neighbors, lambda }: EaseOptions,
  signal?: AbortSignal,
): Promise<NeighborTable> {
  const { items, contexts } = graph;
  const byItem = { rows: items, columns: contexts, indptr: graph.itemIndptr, indices: graph.itemIndices };
  const byContext = {
    rows: contexts,
    columns: items,
    indptr: graph.contextIndptr,
    indices: graph.contextIndices,
  };
  if (Math.min(items, contexts) > MOST_ROWS) {
    throw new PinwiseError(
      'too-large',
      `ease inverts a matrix of all items or all contexts: ${items} items and ${contexts} contexts are too many, ` +
        `one of the two must be at most ${MOST_ROWS}; preset "itemknn" has no such bound`,
    );
  }
  const row =
    contexts < items
      ? await rowsByContexts(byItem, lambda, signal)
      : await rowsByItems(byContext, byItem, lambda, signal);
  const table = neighborTable(neighbors);
  const weights = new Float64Array(items);
  for (let item = 0; item < items; item++) {
    await turn(signal);
    table.add(row(item, weights), weights);
  }
  return table.table();
}

/** Writes row `item` of B into `out`; returns the rows that may be neighbours. */
type RowOfB = (item: number, out: Float64Array) => number[];

async function rowsByItems(
  byContext: Side,
  byItem: Side,
  lambda: number,
  signal?: AbortSignal,
): Promise<RowOfB> {
  const n = byItem.rows;
  const p = gram(byContext, lambda);
  await invertPositive(p, n, signal);
  const linked = linkedRows(byItem);
  return (item, out) => {
    if (byItem.indptr[item] === byItem.indptr[item + 1]) return [];
    for (let j = 0; j < n; j++) out[j] = j === item ? 0 : -p[item * n + j] / p[j * n + j];
    return linked;
  };
}

async function rowsByContexts(byItem: Side, lambda: number, signal?: AbortSignal): Promise<RowOfB> {
  const { rows: n, columns: m, indptr, indices } = byItem;
  const g = gram(byItem, lambda);
  await invertPositive(g, m, signal);
  const y = new Float64Array(m);
  const gx = (item: number): void => {
    y.fill(0);
    for (let e = indptr[item]; e < indptr[item + 1]; e++) {
      const from = indices[e] * m;
      for (let c = 0; c < m; c++) y[c] += g[from + c];
    }
  };
  const product = (item: number): number => {
    let sum = 0;
    for (let e = indptr[item]; e < indptr[item + 1]; e++) sum += y[indices[e]];
    return sum;
  };
  const rest = new Float64Array(n);
  for (let item = 0; item < n; item++) {
    if (item % 64 === 0) await turn(signal);
    gx(item);
    rest[item] = 1 - product(item);
  }
  const linked = linkedRows(byItem);
  return (item, out) => {
    if (indptr[item] === indptr[item + 1]) return [];
    gx(item);
    for (const j of linked) out[j] = j === item ? 0 : product(j) / rest[j];
    return linked;
  };
}

/** Inner products of the columns of a side's rows, float64 (columns, columns), `lambda` on the diagonal. */
function gram({ rows, columns, indptr, indices }: Side, lambda: number): Float64Array {
  const out = new Float64Array(columns * columns);
  for (let row = 0; row < rows; row++) {
    for (let e = indptr[row]; e < indptr[row + 1]; e++) {
      for (let f = indptr[row]; f < indptr[row + 1]; f++) out[indices[e] * columns + indices[f]]++;
    }
  }
  for (let c = 0; c < columns; c++) out[c * columns + c] += lambda;
  return out;
}

function linkedRows({ rows, indptr }: Side): number[] {
  const linked: number[] = [];
  for (let row = 0; row < rows; row++) if (indptr[row] < indptr[row + 1]) linked.push(row);
  return linked;
}
