/** The neighbours that stand behind a run's answers. */
import { join } from 'node:path';
import { random } from '../../evaluations/random.ts';
import type { WhyRun } from '../contract/study-answers.ts';
import { readNpyRows } from '../dataset/npy-rows.ts';
import type { OpenRun } from '../runs/open-run.ts';
import { readResult, runFolder } from '../runs/run-files.ts';
import { importanceNeighbors } from '../sampling/importance-neighbors.ts';

/** Weight by row, the heaviest first; the weights sum to 1. */
export type Neighbors = Map<number, number>;

/** What `pinwise neighbors` draws, for runs that have no neighbours of their own. */
const WALK = { walks: 100, hops: 3, restart: 0.5, neighbors: 50 };

export function runNeighbors(
  home: string,
  { summary, dataset }: OpenRun,
  rows: readonly number[],
): { source: WhyRun['source']; neighbors: Neighbors[] } {
  const files = readResult(home, summary.name)?.files ?? [];
  const folder = runFolder(home, summary.name);
  if (files.includes('neighbors.npy')) {
    const weights = files.includes('scores.npy') ? 'scores.npy' : 'weights.npy';
    const items = readNpyRows(join(folder, 'neighbors.npy'), rows, Int32Array);
    const shares = readNpyRows(join(folder, weights), rows, Float32Array);
    return {
      source: weights === 'scores.npy' ? 'answers' : 'table',
      neighbors: items.map((own, i) => byWeight([...own], [...shares[i]])),
    };
  }
  const { graph, items } = dataset;
  return {
    source: 'walks',
    neighbors: rows.map((row) => {
      const drawn = importanceNeighbors(graph, row, WALK, random(0, `neighbors|${items.id(row)}`));
      return byWeight([...drawn.items], [...drawn.weights]);
    }),
  };
}

function byWeight(items: readonly number[], weights: readonly number[]): Neighbors {
  const kept = items
    .map((row, i) => ({ row, weight: weights[i] }))
    .filter(({ row, weight }) => row >= 0 && weight > 0);
  const sum = kept.reduce((total, { weight }) => total + weight, 0);
  kept.sort((x, y) => y.weight - x.weight || x.row - y.row);
  return new Map(kept.map(({ row, weight }) => [row, weight / sum]));
}
