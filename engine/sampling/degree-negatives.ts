/**
 * Negatives of GraphSAGE (Hamilton et al., NeurIPS 2017, equation 1 and appendix A; Mikolov et al., 2013): items drawn
 * with replacement in proportion to degree^0.75, the degree being the item's contexts or links. Where no item has an
 * edge, all are alike.
 */
import type { Random } from '../../evaluations/random.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import { itemDegree } from '../graph/bipartite-graph.ts';

const SMOOTHING = 0.75;

/** The function returned draws `count` rows. */
export function degreeNegatives(graph: BipartiteGraph): (count: number, rng: Random) => Uint32Array {
  const running = new Float64Array(graph.items);
  let sum = 0;
  for (let item = 0; item < graph.items; item++) {
    const degree = graph.edges > 0 ? itemDegree(graph, item) : 1;
    running[item] = sum += degree ** SMOOTHING;
  }
  const draw = (rng: Random): number => {
    const target = rng.next() * sum;
    let low = 0;
    let high = graph.items - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (running[middle] > target) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return (count, rng) => Uint32Array.from({ length: count }, () => draw(rng));
}
