/**
 * "Why this item?": for PinSage (Ying et al. 2018, section 3.1) items are alike when random walks from them visit the
 * same items. Shows those, and where each run ranks the item.
 */
import { ranksOf } from '../../evaluations/metrics/ranks.ts';
import type * as z from 'zod';
import type { WhyNeighbor, WhyRun, studyMethods } from '../contract/study-answers.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { itemCard } from '../dataset/describe.ts';
import { differentData } from '../runs/disagreements.ts';
import { type OpenRun, openRun } from '../runs/open-run.ts';
import { type Neighbors, runNeighbors } from './run-neighbors.ts';

type Why = (typeof studyMethods)['studies.why'];

/** @throws PinwiseError `no-item`, `different-data`, and those of `openRun` */
export function whyItems(
  home: string,
  { runs, query, items, neighbors }: z.output<Why['params']>,
): z.input<Why['result']> {
  const opened = runs.map((run) => openRun(home, run));
  const { dataset } = opened[0];
  const other = opened.find((run) => run.dataset !== dataset);
  if (other) throw differentData([runs[0], other.summary.name]);
  if (items.includes(query)) {
    throw new PinwiseError('no-item', `item ${query} is the query itself; no run ranks it`);
  }
  const [queryRow, ...rows] = [query, ...items].map((id) => rowOf(dataset, id));
  return {
    query: itemCard(dataset, queryRow),
    runs: opened.map((run) => whyOf(home, run, queryRow, rows, neighbors)),
  };
}

function whyOf(home: string, run: OpenRun, query: number, rows: readonly number[], most: number): WhyRun {
  const { dataset, scorer, summary } = run;
  const { source, neighbors } = runNeighbors(home, run, [query, ...rows]);
  const [ofQuery, ...ofItems] = neighbors;
  const scores = new Float32Array(dataset.items.count);
  scorer.scores(query, scores);
  const ranks = ranksOf(scores, query, Uint32Array.from(rows));
  const heaviest = (of: Neighbors): WhyNeighbor[] =>
    [...of].slice(0, most).map(([row, weight]) => ({ item: itemCard(dataset, row), weight }));
  return {
    run: summary.name,
    source,
    neighbors: heaviest(ofQuery),
    items: rows.map((row, i) => {
      const shared = sharedBy(ofQuery, ofItems[i]);
      return {
        item: itemCard(dataset, row),
        ...{ score: scores[row], rank: ranks[i], weight: ofQuery.get(row) ?? 0 },
        neighbors: heaviest(ofItems[i]),
        shared: shared
          .slice(0, most)
          .map(({ row: at, ...weights }) => ({ item: itemCard(dataset, at), ...weights })),
        sharedWeight: shared.reduce((sum, { query: x, own }) => sum + Math.min(x, own), 0),
      };
    }),
  };
}

/** Neighbours of both, those first that matter most to both. */
function sharedBy(query: Neighbors, item: Neighbors): { row: number; query: number; own: number }[] {
  const found = [...query].flatMap(([row, weight]) => {
    const own = item.get(row);
    return own === undefined ? [] : [{ row, query: weight, own }];
  });
  return found.sort((x, y) => Math.min(y.query, y.own) - Math.min(x.query, x.own) || x.row - y.row);
}

function rowOf({ items, manifest }: Dataset, id: string): number {
  const row = items.find(id);
  if (row >= 0) return row;
  throw new PinwiseError('no-item', `data set ${manifest.name} has no item ${id}; was it imported anew?`);
}
