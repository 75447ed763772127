/**
 * Expected visits of one random walk (Pixie, Eksombatchai et al., WWW 2018; the walk of PinSage section 3.1) from an
 * item, by propagating probabilities instead of drawing walks: exact and the same every time.
 *
 *   p_1 = P(. after one hop)      p_(h+1) = (1 - restart) p_h T      visits = sum over h = 1..hops of p_h
 *
 * T is the item-context-item transition, uniform over the edges or in proportion to their weights. Visits to the
 * start are not counted, but walks go on through it. A hop costs the edges around the items reached so far, never
 * more than all edges twice.
 */
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import type { WalkOptions } from '../sampling/walker.ts';

/** Writes the expected visits (per walk) to every item into `out` (float32, items); the start's own is 0. */
export type VisitExpectation = (start: number, out: Float32Array) => void;

/** Keeps scratch arrays of one number per item and context between calls. */
export function expectedVisits(
  graph: BipartiteGraph,
  { hops, restart }: Pick<WalkOptions, 'hops' | 'restart'>,
): VisitExpectation {
  const fromItems = spreader(graph.itemIndptr, graph.itemIndices, graph.itemWeights);
  const fromContexts = spreader(graph.contextIndptr, graph.contextIndices, graph.contextWeights);
  const contexts = new Mass(graph.contexts);
  let at = new Mass(graph.items);
  let next = new Mass(graph.items);
  const visits = new Mass(graph.items);

  return (start, out) => {
    at.add(start, 1);
    for (let hop = 1; hop <= hops && at.count > 0; hop++) {
      at.each((item, mass) => fromItems(item, hop === 1 ? mass : mass * (1 - restart), contexts));
      contexts.each((context, mass) => fromContexts(context, mass, next));
      at.clear();
      contexts.clear();
      [at, next] = [next, at];
      at.each((item, mass) => visits.add(item, mass));
    }
    at.clear();
    out.fill(0);
    visits.each((item, mass) => (out[item] = mass));
    visits.clear();
    out[start] = 0;
  };
}

/** Mass on few of many positions: clearing and walking over it cost only those. */
class Mass {
  private readonly values: Float64Array;
  private readonly touched: Uint32Array;
  count = 0;

  constructor(size: number) {
    this.values = new Float64Array(size);
    this.touched = new Uint32Array(size);
  }

  /** @param mass above 0 */
  add(position: number, mass: number): void {
    if (this.values[position] === 0) this.touched[this.count++] = position;
    this.values[position] += mass;
  }

  each(tell: (position: number, mass: number) => void): void {
    for (let i = 0; i < this.count; i++) tell(this.touched[i], this.values[this.touched[i]]);
  }

  clear(): void {
    for (let i = 0; i < this.count; i++) this.values[this.touched[i]] = 0;
    this.count = 0;
  }
}

/** Shares a row's mass out over its edges. */
function spreader(indptr: Uint32Array, indices: Uint32Array, weights: Float32Array | null) {
  return (row: number, mass: number, to: Mass): void => {
    const start = indptr[row];
    const end = indptr[row + 1];
    let total = end - start;
    if (weights) {
      total = 0;
      for (let e = start; e < end; e++) total += weights[e];
    }
    if (!(total > 0) || !(mass > 0)) return;
    for (let e = start; e < end; e++) {
      const share = (mass * (weights ? weights[e] : 1)) / total;
      if (share > 0) to.add(indices[e], share);
    }
  };
}
