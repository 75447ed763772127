/** Planted groups with weak features and a clean graph are found by the `pinsage` preset as it ships. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset, Pairs } from '../../../engine/dataset/dataset.ts';
import { embeddingScorer } from '../../../engine/retrieval/scorer.ts';
import { topK } from '../../../engine/retrieval/top-k.ts';
import { settleConfig } from '../../../engine/training/settle-config.ts';
import { train } from '../../../engine/training/train.ts';
import { plantedGroups } from '../../fixtures/planted-groups.ts';
import { startBackend } from '../backend/start-backend.ts';
import { graphOf } from './planted-dataset.ts';

const planted = plantedGroups();

function dataset(): Dataset {
  const { items, contexts, dims, features, edges, pairs } = planted;
  const pairsOf = (of: [number, number][]): Pairs => ({
    query: Uint32Array.from(of, ([query]) => query),
    item: Uint32Array.from(of, ([, item]) => item),
  });
  const table = {
    count: items,
    id: (row: number) => `i${row}`,
    title: (row: number) => `item ${row}`,
    text: () => null,
    hasPicture: () => false,
    find: (id: string) => Number(id.slice(1)),
  };
  return {
    manifest: { name: 'groups' } as Dataset['manifest'],
    items: table,
    contexts: { ...table, count: contexts },
    graph: graphOf(items, contexts, edges),
    features: { rows: items, dims, data: features, blocks: [{ name: 'given', start: 0, dims }] },
    pairs: { train: pairsOf(pairs.train), tune: pairsOf(pairs.tune), test: pairsOf(pairs.test) },
    labels: null,
    nodeSplit: null,
  };
}

/** Share of the ten nearest of each item that are of its group. */
function purity(vectors: Float32Array, dims: number, rows: readonly number[]): number {
  const scorer = embeddingScorer(vectors, dims);
  const scores = new Float32Array(planted.items);
  let right = 0;
  for (const row of rows) {
    scorer.scores(row, scores);
    scores[row] = -Infinity;
    right += topK(scores, 10).filter((near) => planted.groupOf(near.row) === planted.groupOf(row)).length;
  }
  return right / (10 * rows.length);
}

beforeAll(() => startBackend());

describe('20 planted groups of 1,200 items', () => {
  const all = Array.from({ length: planted.items }, (_, row) => row);

  it('are not told apart by the features: theirs is under a third of the ten nearest', () => {
    expect(purity(planted.features, planted.dims, all)).toBeLessThan(1 / 3);
  });

  it('are found by pinsage as it ships: over 90% of the ten nearest, of all items and of unlabelled ones', async () => {
    const groups = dataset();
    const model = await train({
      ...{ dataset: groups, preset: 'pinsage', config: settleConfig(groups, 'pinsage', {}), seed: 0 },
      checkpoints: { save: () => Promise.resolve(), latest: () => Promise.resolve(null) },
      observer: { step: () => {}, epoch: () => {} },
      signal: new AbortController().signal,
    });
    const { data, dims } = model.embeddings!;
    const queries = [...new Set(planted.pairs.test.map(([query]) => query))];
    expect(queries).toHaveLength(120);
    expect(purity(data, dims, queries)).toBeGreaterThan(0.9);
    expect(purity(data, dims, all)).toBeGreaterThan(0.9);
  }, 240_000);
});
