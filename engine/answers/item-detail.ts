import { random } from '../../evaluations/random.ts';
import type { ItemDetail } from '../contract/datasets.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { itemCard } from '../dataset/describe.ts';
import { contextDegree } from '../graph/bipartite-graph.ts';
import { importanceNeighbors } from '../sampling/importance-neighbors.ts';

/** What `pinwise neighbors` draws by default, so that the window and the terminal tell the same. */
const walk = { walks: 100, hops: 3, restart: 0.5, seed: 0 };
const neighborsShown = 50;
const contextsShown = 100;

/** Everything about one item. @throws PinwiseError `no-item` */
export function itemDetail(dataset: Dataset, row: number): ItemDetail {
  const { items, contexts, graph, manifest } = dataset;
  if (row >= items.count) {
    throw new PinwiseError(
      'no-item',
      `data set ${manifest.name} has ${items.count} items; there is no row ${row}`,
    );
  }
  const rng = random(walk.seed, `neighbors|${items.id(row)}`);
  const drawn = importanceNeighbors(graph, row, { ...walk, neighbors: graph.items }, rng);
  const visited = Array.from(drawn.items, (neighbor, i) => ({
    row: neighbor,
    id: items.id(neighbor),
    visits: drawn.visits[i],
  }));
  const kept = visited.sort((a, b) => b.visits - a.visits || (a.id < b.id ? -1 : 1)).slice(0, neighborsShown);
  const sum = kept.reduce((total, { visits }) => total + visits, 0);
  const own = graph.itemIndices.subarray(graph.itemIndptr[row], graph.itemIndptr[row + 1]);
  return {
    item: itemCard(dataset, row),
    text: items.text(row),
    contexts: Array.from(own.subarray(0, contextsShown), (context) => ({
      id: contexts.id(context),
      title: contexts.title(context),
      degree: contextDegree(graph, context),
    })),
    contextCount: own.length,
    neighbors: kept.map((neighbor) => ({
      item: itemCard(dataset, neighbor.row),
      visits: neighbor.visits,
      weight: neighbor.visits / sum,
    })),
    totalVisits: drawn.totalVisits,
  };
}
