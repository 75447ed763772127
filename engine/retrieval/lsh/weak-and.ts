/**
 * Weak AND (Broder, Carmel, Herscovici, Soffer, Zien: Efficient Query Evaluation using a Two-Level Retrieval Process,
 * CIKM 2003, section 2). The documents are items, the terms hash tokens, each with the items that have it, ascending.
 *
 *   WAND(x_1, u_1, ..., x_t, u_t, threshold) is true where sum of u_i x_i > threshold
 *
 * u_i is the most that term i adds to a score. The threshold is the worst score among the `limit` best items so far.
 * With the terms in the order of the item that each stands at, the pivot is the first one at which the bounds add up
 * to more than the threshold: no item before the pivot's can get in, so all terms before it go there at once, past
 * items that nobody looks at. Here a term adds its bound to every item that has it, so a score is its bound.
 */
export interface Term {
  /** Items that have the token, ascending. */
  items: Uint32Array;
  /** Above 0. */
  weight: number;
}

export interface Candidates {
  /** The best items by the sum of their terms' weights; ties by row. In no order. */
  rows: number[];
  /** Items whose score was computed. */
  scored: number;
  /** Places in the terms' lists that were jumped over. */
  skipped: number;
}

/** At most `limit` items that have a term. */
export function weakAnd(terms: readonly Term[], limit: number): Candidates {
  const lists = terms.filter(({ items, weight }) => items.length > 0 && weight > 0);
  const at = new Uint32Array(lists.length);
  /** The item that each list stands at; above all rows at its end. */
  const now = Float64Array.from(lists, ({ items }) => items[0]);
  const order = Int32Array.from(lists.keys()).sort((a, b) => now[a] - now[b]);
  const room = new Int32Array(lists.length);
  const best = new Best(limit);
  let scored = 0;
  let skipped = 0;

  /** Moves a list to its first item at or after `target`. */
  const advance = (list: number, target: number): void => {
    const { items } = lists[list];
    const from = at[list];
    const to = firstFrom(items, target, from);
    skipped += Math.max(0, to - from - 1);
    at[list] = to;
    now[list] = to < items.length ? items[to] : Infinity;
  };

  while (limit > 0) {
    let bound = 0;
    let place = 0;
    while (place < order.length && bound <= best.threshold && now[order[place]] < Infinity)
      bound += lists[order[place++]].weight;
    if (bound <= best.threshold) break;
    const pivot = now[order[place - 1]];
    let moved = place;
    if (now[order[0]] === pivot) {
      while (moved < order.length && now[order[moved]] === pivot) bound += lists[order[moved++]].weight;
      best.offer(pivot, bound);
      scored++;
      for (let i = 0; i < moved; i++) advance(order[i], pivot + 1);
    } else {
      for (let i = 0; i < moved && now[order[i]] < pivot; i++) advance(order[i], pivot);
    }
    restore(order, now, moved, room);
  }
  return { rows: best.rows(), scored, skipped };
}

/**
 * Sorts again after some of the first `moved` lists of the order have gone on: these, sorted, are merged with the
 * others, which stand in their order still. `room` has the length of the order.
 */
function restore(order: Int32Array, now: Float64Array, moved: number, room: Int32Array): void {
  for (let i = 1; i < moved; i++) {
    const list = order[i];
    let to = i;
    for (; to > 0 && now[order[to - 1]] > now[list]; to--) order[to] = order[to - 1];
    order[to] = list;
  }
  if (moved === order.length || moved === 0 || now[order[moved - 1]] <= now[order[moved]]) return;
  room.set(order.subarray(0, moved));
  let [own, other, to] = [0, moved, 0];
  while (own < moved) {
    const first = other === order.length || now[room[own]] <= now[order[other]];
    order[to++] = first ? room[own++] : order[other++];
  }
}

/** First position from `from` on whose value is at least `target`: by doubling steps, then by halving. */
function firstFrom(items: Uint32Array, target: number, from: number): number {
  let low = from;
  let step = 1;
  while (low + step < items.length && items[low + step] < target) {
    low += step;
    step *= 2;
  }
  if (low >= items.length || items[low] >= target) return low;
  let high = Math.min(low + step, items.length);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (items[middle] < target) low = middle;
    else high = middle;
  }
  return high;
}

/** The `limit` best items offered, by a heap with the worst at its root. Items come in ascending order. */
class Best {
  private readonly items: number[] = [];
  private readonly scores: number[] = [];
  /** Scores have to be above it to get in. */
  threshold = 0;

  constructor(private readonly limit: number) {}

  offer(item: number, score: number): void {
    if (score <= this.threshold) return;
    if (this.items.length < this.limit) {
      this.items.push(item);
      this.scores.push(score);
      this.rise(this.items.length - 1);
    } else {
      this.items[0] = item;
      this.scores[0] = score;
      this.sink();
    }
    if (this.items.length === this.limit) this.threshold = this.scores[0];
  }

  rows(): number[] {
    return this.items;
  }

  /** Of two with one score, the later row goes first. */
  private worse(a: number, b: number): boolean {
    const [x, y] = [this.scores[a], this.scores[b]];
    return x !== y ? x < y : this.items[a] > this.items[b];
  }

  private swap(a: number, b: number): void {
    [this.items[a], this.items[b]] = [this.items[b], this.items[a]];
    [this.scores[a], this.scores[b]] = [this.scores[b], this.scores[a]];
  }

  private rise(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.worse(at, parent)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  private sink(): void {
    for (let at = 0; ;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < this.items.length && this.worse(child, worst)) worst = child;
      if (worst === at) return;
      this.swap(at, worst);
      at = worst;
    }
  }
}
