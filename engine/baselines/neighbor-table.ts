/** Item neighbours as a run keeps them: the best of each item, best first, ties by row. */
export interface NeighborTable {
  /** T, the most neighbours that an item has. */
  readonly width: number;
  /** Int32 (items, T), -1 pads. */
  readonly neighbors: Int32Array;
  /** Float32 (items, T), falling within a row, 0 pads. */
  readonly weights: Float32Array;
}

export interface NeighborTableBuilder {
  /**
   * The next item's neighbours: of `rows`, those with a weight above 0 in `weights` (by row, any length), the best
   * `most` of them.
   */
  add(rows: readonly number[], weights: ArrayLike<number>): void;
  table(): NeighborTable;
}

/** @param most neighbours kept of an item */
export function neighborTable(most: number): NeighborTableBuilder {
  const kept: { rows: Int32Array; weights: Float32Array }[] = [];
  return {
    add(rows, weights) {
      const best = rows
        .filter((row) => weights[row] > 0)
        .sort((a, b) => weights[b] - weights[a] || a - b)
        .slice(0, most);
      kept.push({ rows: Int32Array.from(best), weights: Float32Array.from(best, (row) => weights[row]) });
    },
    table() {
      const width = kept.reduce((longest, { rows }) => Math.max(longest, rows.length), 1);
      const neighbors = new Int32Array(kept.length * width).fill(-1);
      const weights = new Float32Array(kept.length * width);
      kept.forEach((of, item) => {
        neighbors.set(of.rows, item * width);
        weights.set(of.weights, item * width);
      });
      return { width, neighbors, weights };
    },
  };
}
