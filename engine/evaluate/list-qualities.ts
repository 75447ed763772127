/**
 * What is measured of every model's first ten answers besides their being right: how popular and how different from
 * one another they are. Both stand on the data set alone (its edges, its content), never on a model's own vectors, so
 * that models can be compared.
 */
import { COVERAGE_DEPTH } from '../../evaluations/metrics/collector.ts';
import { diversity, popularity } from '../../evaluations/metrics/list-metrics.ts';
import type { ListMetric } from '../../evaluations/metrics/list-metrics.ts';
import type { Dataset, Features } from '../dataset/dataset.ts';
import { itemDegree } from '../graph/bipartite-graph.ts';

const known = new WeakMap<Dataset, ListMetric[]>();

/** `popularity@10`, and `diversity@10` where the data have pictures, text or given features. */
export function listQualities(dataset: Dataset): ListMetric[] {
  let found = known.get(dataset);
  if (!found) {
    const { graph, features } = dataset;
    const degrees = Uint32Array.from({ length: graph.items }, (_, item) => itemDegree(graph, item));
    found = [popularity(degrees, `popularity@${COVERAGE_DEPTH}`)];
    const { data, dims } = contentVectors(features);
    if (dims > 0) found.push(diversity(data, dims, `diversity@${COVERAGE_DEPTH}`));
    known.set(dataset, found);
  }
  return found;
}

/** All blocks but the degree side by side, each of an item's of length 1, float32 (items, dims). */
function contentVectors({ rows, dims, data, blocks }: Features): { data: Float32Array; dims: number } {
  const content = blocks.filter(({ name }) => name !== 'degree');
  const width = content.reduce((sum, block) => sum + block.dims, 0);
  const out = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    let to = row * width;
    for (const block of content) {
      const from = row * dims + block.start;
      let squares = 0;
      for (let j = 0; j < block.dims; j++) squares += data[from + j] ** 2;
      for (let j = 0; j < block.dims; j++, to++)
        out[to] = squares > 0 ? data[from + j] / Math.sqrt(squares) : 0;
    }
  }
  return { data: out, dims: width };
}
