/**
 * Bayesian personalised ranking of matrix factorisation (Rendle et al., UAI 2009): a context c should score an item
 * i that it holds above an item j that it does not.
 *
 *   x = p_c . (q_i - q_j) + b_i - b_j        loss = -ln s(x) + reg / 2 (||p_c||^2 + ||q_i||^2 + ||q_j||^2 + b_i^2 + b_j^2)
 *
 *   p (contexts, d)   q (items, d)   b (items)
 *
 * One triple after the other by plain stochastic gradient descent, as the paper's LearnBPR. Ours: j is drawn in
 * proportion to its edges, not uniformly (settable), and never is an item of c; an item without edges stays 0.
 */
import { random } from '../../evaluations/random.ts';
import type { Random } from '../../evaluations/random.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';

export interface BprFactors {
  dims: number;
  /** Float32 (contexts, d), (items, d), (items). */
  contexts: Float32Array;
  items: Float32Array;
  bias: Float32Array;
}

/** Small values around 0 (uniform in ±1 / (2 d), as is usual); rows without edges are 0. */
export function initialFactors(graph: BipartiteGraph, dims: number, seed: number): BprFactors {
  const filled = (rows: number, indptr: Uint32Array, name: string): Float32Array => {
    const rng = random(seed, `init|${name}`);
    const data = Float32Array.from({ length: rows * dims }, () => (rng.next() - 0.5) / dims);
    for (let row = 0; row < rows; row++) {
      if (indptr[row] === indptr[row + 1]) data.fill(0, row * dims, (row + 1) * dims);
    }
    return data;
  };
  return {
    dims,
    contexts: filled(graph.contexts, graph.contextIndptr, 'contexts'),
    items: filled(graph.items, graph.itemIndptr, 'items'),
    bias: new Float32Array(graph.items),
  };
}

/** One step of gradient descent on the triple (context, item, other), in place; returns -ln s(x) before it. */
export function bprUpdate(
  { dims, contexts, items, bias }: BprFactors,
  context: number,
  item: number,
  other: number,
  { rate, reg }: { rate: number; reg: number },
): number {
  const [p, q, o] = [context * dims, item * dims, other * dims];
  let x = bias[item] - bias[other];
  for (let d = 0; d < dims; d++) x += contexts[p + d] * (items[q + d] - items[o + d]);
  const pull = 1 / (1 + Math.exp(x));
  for (let d = 0; d < dims; d++) {
    const [pd, qd, od] = [contexts[p + d], items[q + d], items[o + d]];
    contexts[p + d] += rate * (pull * (qd - od) - reg * pd);
    items[q + d] += rate * (pull * pd - reg * qd);
    items[o + d] += rate * (-pull * pd - reg * od);
  }
  bias[item] += rate * (pull - reg * bias[item]);
  bias[other] += rate * (-pull - reg * bias[other]);
  return x > 0 ? Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)) - x;
}

/** An item with edges that is not in the context; -1 when a few tries find none. */
export type NegativeChoice = (context: number, rng: Random) => number;

const TRIES = 20;

export function negativeChoice(
  { itemIndptr, contextIndptr, contextIndices, edges, items }: BipartiteGraph,
  by: 'degree' | 'uniform',
): NegativeChoice {
  const linked: number[] = [];
  for (let item = 0; item < items; item++) if (itemIndptr[item] < itemIndptr[item + 1]) linked.push(item);
  return (context, rng) => {
    const own = contextIndices.subarray(contextIndptr[context], contextIndptr[context + 1]);
    for (let i = 0; i < TRIES; i++) {
      const drawn = by === 'degree' ? contextIndices[rng.below(edges)] : linked[rng.below(linked.length)];
      if (!own.includes(drawn)) return drawn;
    }
    return -1;
  };
}
