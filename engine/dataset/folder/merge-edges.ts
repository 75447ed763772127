import { stableOrder } from '../../graph/build-graph.ts';
import type { Problems } from '../problems.ts';

export interface Edges {
  item: Uint32Array;
  context: Uint32Array;
  weight: Float32Array | null;
}

/**
 * Edges sorted by item and context, each once: one that is given several times keeps the sum of its weights, and the
 * rows that it stood in besides count as left out.
 * @param line of the file, by edge
 */
export function mergeEdges(
  file: string,
  { item, context, weight }: Edges,
  line: Uint32Array,
  items: number,
  contexts: number,
  problems: Problems,
): Edges {
  const order = stableOrder(item, items, stableOrder(context, contexts));
  const merged: Edges = {
    item: new Uint32Array(order.length),
    context: new Uint32Array(order.length),
    weight: weight && new Float32Array(order.length),
  };
  let count = 0;
  let first = Infinity;
  for (const e of order) {
    const last = count - 1;
    if (count > 0 && merged.item[last] === item[e] && merged.context[last] === context[e]) {
      if (merged.weight && weight) merged.weight[last] += weight[e];
      first = Math.min(first, line[e]);
      continue;
    }
    merged.item[count] = item[e];
    merged.context[count] = context[e];
    if (merged.weight && weight) merged.weight[count] = weight[e];
    count++;
  }
  const twice = order.length - count;
  if (twice > 0) {
    problems.skipped += twice;
    problems.note(
      file,
      first,
      'duplicate-edge',
      `${twice} rows repeat an earlier edge, this one first; each edge counts once${weight ? ', with the sum of its weights' : ''}`,
    );
  }
  return {
    item: merged.item.slice(0, count),
    context: merged.context.slice(0, count),
    weight: merged.weight && merged.weight.slice(0, count),
  };
}
