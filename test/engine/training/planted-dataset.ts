/**
 * Data sets in memory for tests of training: clusters of items that share contexts and labels. The graph is written
 * here from scratch, so that the tests do not stand on the importer.
 */
import { random } from '../../../evaluations/random.ts';
import type { Random } from '../../../evaluations/random.ts';
import type { Dataset, Pairs } from '../../../engine/dataset/dataset.ts';
import type { BipartiteGraph } from '../../../engine/graph/bipartite-graph.ts';

export interface Planted {
  clusters?: number;
  /** Items of each cluster. */
  size?: number;
  dims?: number;
  /** Standard deviation of the features around their cluster's centre; infinite: features say nothing. */
  noise?: number;
  /** What the features are said to be; `degree`: nothing tells the items apart. */
  block?: 'given' | 'degree';
  tune?: boolean;
  symmetric?: boolean;
  seed?: number;
}

/** Item i belongs to cluster i % clusters; the last item of each cluster is in no context. */
export function plantedDataset(options: Planted = {}): Dataset {
  const {
    clusters = 2,
    size = 20,
    dims = 8,
    noise = 0.5,
    tune = true,
    block = 'given',
    symmetric,
    seed = 1,
  } = options;
  const rng = random(seed, 'planted');
  const items = clusters * size;
  const edges: [number, number][] = [];
  for (let item = 0; item < items - clusters; item++) {
    for (const context of [0, 1]) edges.push([item, 2 * (item % clusters) + context]);
  }
  const graph = graphOf(items, 2 * clusters, edges);
  const features = plantedFeatures(items, clusters, dims, noise, rng);
  const pairs = (from: number, to: number): Pairs => {
    const query: number[] = [];
    const item: number[] = [];
    for (let q = from; q < to; q++) {
      for (let i = q % clusters; i < items; i += clusters) {
        if (i === q) continue;
        query.push(q);
        item.push(i);
      }
    }
    return { query: Uint32Array.from(query), item: Uint32Array.from(item) };
  };
  const held = clusters * Math.max(1, Math.floor(size / 5));
  const empty = { query: new Uint32Array(0), item: new Uint32Array(0) };
  const table = {
    count: items,
    id: (row: number) => `i${row}`,
    title: (row: number) => `item ${row}`,
    text: () => null,
    hasPicture: () => false,
    find: (id: string) => Number(id.slice(1)),
  };
  return {
    manifest: { name: 'planted', symmetric } as Dataset['manifest'],
    items: table,
    contexts: { ...table, count: 2 * clusters },
    graph,
    features: { rows: items, dims, data: features, blocks: [{ name: block, start: 0, dims }] },
    pairs: {
      train: pairs(2 * held, items),
      tune: tune ? pairs(held, 2 * held) : empty,
      test: pairs(0, held),
    },
    labels: null,
    nodeSplit: null,
  };
}

function plantedFeatures(
  items: number,
  clusters: number,
  dims: number,
  noise: number,
  rng: Random,
): Float32Array {
  const signal = noise === Infinity ? 0 : 1;
  const spread = noise === Infinity ? 1 : noise;
  const centres = Float32Array.from({ length: clusters * dims }, () => rng.normal());
  return Float32Array.from({ length: items * dims }, (_, at) => {
    const cluster = Math.floor(at / dims) % clusters;
    return signal * centres[cluster * dims + (at % dims)] + spread * rng.normal();
  });
}

/** The graph of distinct (item, context) edges without weights. */
export function graphOf(items: number, contexts: number, edges: readonly [number, number][]): BipartiteGraph {
  const rows = (count: number, from: 0 | 1) => {
    const to = from === 0 ? 1 : 0;
    const sorted = [...edges].sort((a, b) => a[from] - b[from] || a[to] - b[to]);
    const indptr = new Uint32Array(count + 1);
    for (const edge of sorted) indptr[edge[from] + 1]++;
    for (let i = 0; i < count; i++) indptr[i + 1] += indptr[i];
    return [indptr, Uint32Array.from(sorted, (edge) => edge[to])] as const;
  };
  const [itemIndptr, itemIndices] = rows(items, 0);
  const [contextIndptr, contextIndices] = rows(contexts, 1);
  return {
    items,
    contexts,
    edges: edges.length,
    itemIndptr,
    itemIndices,
    contextIndptr,
    contextIndices,
    itemWeights: null,
    contextWeights: null,
  };
}
