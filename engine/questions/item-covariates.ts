import type { Covariates } from '../../evaluations/design/question.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { itemDegree } from '../graph/bipartite-graph.ts';

/** What an answer is like beside its relation to the query: its popularity and whether it is nearly the query itself. */
export function itemCovariates(dataset: Dataset, query: number, item: number): Covariates {
  return {
    popularity: Math.log2(1 + itemDegree(dataset.graph, item)),
    similarity: contentCosine(dataset, query, item),
  };
}

/** Cosine of two items' features without their degree; 0 where one of them has none, null where nobody has. */
function contentCosine({ features }: Dataset, x: number, y: number): number | null {
  const { dims, data, blocks } = features;
  const content = blocks.filter(({ name }) => name !== 'degree');
  if (content.length === 0) return null;
  let [xy, xx, yy] = [0, 0, 0];
  for (const { start, dims: wide } of content) {
    for (let k = start; k < start + wide; k++) {
      const [u, v] = [data[x * dims + k], data[y * dims + k]];
      xy += u * v;
      xx += u * u;
      yy += v * v;
    }
  }
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
}
