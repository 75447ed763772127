/**
 * The neighbours of all items in two tables, each row found when it is first asked for and then kept: a run trains,
 * embeds and exports with the very same neighbourhoods. The tables lie in shared memory: threads that find the same row
 * write the same values.
 */

export interface Neighborhoods {
  readonly items: number;
  /** T, columns of the two tables. */
  readonly width: number;
  /** int32 (items, T), row-major; -1 pads. Rows not yet asked for are undefined. */
  readonly neighbors: Int32Array;
  /** float32 (items, T); each row sums to 1, or to 0 without neighbours. */
  readonly weights: Float32Array;
  /** Makes sure that the row of `item` is there; returns how many neighbours it has. */
  ensure(item: number): number;
}

/** What a run shares with its threads. */
export interface NeighborTables {
  readonly neighbors: Int32Array;
  readonly weights: Float32Array;
  /** int32 (items): neighbours of each item, -1 while its row is not there; set after the row is. */
  readonly sizes: Int32Array;
}

/** The neighbours of one item, at most T, with their weights; without: all alike. */
export interface FoundNeighbors {
  readonly items: ArrayLike<number>;
  readonly weights?: ArrayLike<number>;
}

export function neighborTables(items: number, width: number): NeighborTables {
  const bytes = (count: number): SharedArrayBuffer => new SharedArrayBuffer(4 * count);
  return {
    neighbors: new Int32Array(bytes(items * width)),
    weights: new Float32Array(bytes(items * width)),
    sizes: new Int32Array(bytes(items)).fill(-1),
  };
}

/** @param find gives the same for an item whenever and wherever it is asked */
export function keptNeighborhoods(
  { neighbors, weights, sizes }: NeighborTables,
  find: (item: number) => FoundNeighbors,
): Neighborhoods {
  const items = sizes.length;
  const width = items > 0 ? neighbors.length / items : 0;

  /** Each value is written once and for all: another thread may be reading the row already. */
  const write = (item: number): number => {
    const found = find(item);
    const kept = found.items.length;
    for (let t = 0, at = item * width; t < width; t++, at++) {
      neighbors[at] = t < kept ? found.items[t] : -1;
      weights[at] = t >= kept ? 0 : found.weights ? found.weights[t] : 1 / kept;
    }
    Atomics.store(sizes, item, kept);
    return kept;
  };

  return {
    items,
    width,
    neighbors,
    weights,
    ensure(item) {
      const known = Atomics.load(sizes, item);
      return known < 0 ? write(item) : known;
    },
  };
}
