import { random } from '../../../evaluations/random.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { importanceNeighbors } from '../../sampling/importance-neighbors.ts';
import { rowOf } from './row-of.ts';

export interface NeighborList {
  item: string;
  /** By visits, ties by id; weights are visits over the sum of visits of those listed. */
  neighbors: { id: string; visits: number; weight: number }[];
  /** Visits to all items, listed or not. */
  total_visits: number;
}

/** @throws PinwiseError `no-item` */
export function neighborsOf(
  dataset: Dataset,
  item: string,
  {
    k,
    walks,
    hops,
    restart,
    seed,
  }: { k: number; walks: number; hops: number; restart: number; seed: number },
): NeighborList {
  const { items, graph } = dataset;
  // Every item that was visited, so that ties at the last place are also broken by id.
  const options = { walks, hops, restart, neighbors: graph.items };
  const drawn = importanceNeighbors(graph, rowOf(dataset, item), options, random(seed, `neighbors|${item}`));
  const visited = [...drawn.items].map((row, i) => ({ id: items.id(row), visits: drawn.visits[i] }));
  const kept = visited.sort((a, b) => b.visits - a.visits || (a.id < b.id ? -1 : 1)).slice(0, k);
  const sum = kept.reduce((total, { visits }) => total + visits, 0);
  return {
    item,
    neighbors: kept.map(({ id, visits }) => ({ id, visits, weight: visits / sum })),
    total_visits: drawn.totalVisits,
  };
}
