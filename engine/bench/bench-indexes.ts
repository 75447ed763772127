/** The three indexes on the same vectors and queries; what `pinwise bench ann` prints. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nearestRows } from '../backend/nearest-rows.ts';
import { exactIndex } from '../retrieval/exact-index.ts';
import { buildHnsw, loadHnsw } from '../retrieval/hnsw/hnsw-index.ts';
import { buildLsh, lshOptions } from '../retrieval/lsh/lsh-index.ts';
import type { NearestIndex, Vectors } from '../retrieval/nearest-index.ts';
import { countOf, vectorAt } from '../retrieval/nearest-index.ts';
import { rateAtRecall, rateOf, recallAt } from './index-levels.ts';
import type { Level } from './index-levels.ts';

export interface BenchOptions {
  base: Vectors;
  queries: Vectors;
  k: number;
  connectivity: number;
  expansionAdd: number;
  efs: readonly number[];
  threads: readonly number[];
  buildThreads: number;
  repeat: number;
  signal: AbortSignal;
  onProgress?(what: string, done: number, total: number): void;
}

/** Queries that are asked one by one of the exact index, which is slow. */
const ONE_BY_ONE = 100;
/** More recall than this and larger settings are not tried. */
const ENOUGH = 0.9995;

/** @throws PinwiseError `no-usearch`, `cancelled` */
export async function benchIndexes(options: BenchOptions) {
  const { base, queries, k } = options;
  const exact = await benchExact(options);
  return {
    ...{ n: countOf(base), d: base.dims, queries: countOf(queries), k },
    ...{ M: options.connectivity, ef_construction: options.expansionAdd },
    exact: exact.measured,
    hnsw: await benchHnsw(options, exact.truth),
    lsh: await benchLsh(options, exact.truth),
  };
}

export type IndexBench = Awaited<ReturnType<typeof benchIndexes>>;

async function benchExact({ base, queries, k, repeat, signal }: BenchOptions) {
  const since = performance.now();
  const backend = nearestRows(base);
  const build_s = (performance.now() - since) / 1000;
  const answers = await backend.nearest(queries.data, k, signal);
  const many = await rateOf(countOf(queries), repeat, () => backend.nearest(queries.data, k, signal));
  backend.dispose();
  const one = exactIndex(base);
  const few = Math.min(ONE_BY_ONE, countOf(queries));
  const alone = await rateOf(few, 1, () => void askAll(one, queries, k, few));
  return {
    truth: answers.map((answer) => answer.map(({ row }) => row)),
    measured: { build_s, recall: 1, queries_per_s: many, queries_per_s_1_one_by_one: alone },
  };
}

async function benchHnsw(options: BenchOptions, truth: number[][]) {
  const { base, queries, k, connectivity, expansionAdd, threads, repeat, signal } = options;
  const since = performance.now();
  const built = await buildHnsw(
    base,
    { connectivity, expansionAdd, expansionSearch: 64 },
    {
      threads: options.buildThreads,
      signal,
      onProgress: (done, total) => options.onProgress?.('hnsw', done, total),
    },
  );
  const build_s = (performance.now() - since) / 1000;
  const folder = mkdtempSync(join(tmpdir(), 'pinwise-bench-'));
  try {
    // The library takes ef when an index is made, so the same graph is loaded with each.
    const path = join(folder, 'index');
    built.save(path);
    const levels: Level[] = [];
    for (const ef of options.efs) {
      signal.throwIfAborted();
      const index = loadHnsw(path, base, { connectivity, expansionAdd, expansionSearch: ef });
      const recall = recallAt(index.rowsOfMany(queries.data, k, 1), truth, k);
      const rates = new Map<number, number>();
      for (const of of threads) {
        rates.set(
          of,
          await rateOf(countOf(queries), repeat, () => void index.rowsOfMany(queries.data, k, of)),
        );
      }
      levels.push({ ef, recall, queriesPerSecond: rates });
      if (recall > ENOUGH) break;
    }
    return { build_s, ...told(levels, threads) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchLsh(
  { base, queries, k, repeat, efs, signal, onProgress }: BenchOptions,
  truth: number[][],
) {
  const since = performance.now();
  const lsh = await buildLsh(base, lshOptions(countOf(base)), {
    signal,
    onProgress: (done, total) => onProgress?.('lsh', done, total),
  });
  const build_s = (performance.now() - since) / 1000;
  const levels: Level[] = [];
  for (const ef of efs.filter((one) => one >= 10 * k)) {
    signal.throwIfAborted();
    const index = lsh.withCandidates(ef);
    const rows = askAll(index, queries, k);
    const rate = await rateOf(countOf(queries), repeat, () => void askAll(index, queries, k));
    levels.push({ ef, recall: recallAt(rows, truth, k), queriesPerSecond: new Map([[1, rate]]) });
    if (levels.at(-1)!.recall > ENOUGH) break;
  }
  return { build_s, ...told(levels, [1]) };
}

function askAll(index: NearestIndex, queries: Vectors, k: number, count = countOf(queries)): number[][] {
  return Array.from({ length: count }, (_, at) =>
    index.nearest(vectorAt(queries, at), k).map(({ row }) => row),
  );
}

function told(levels: readonly Level[], threads: readonly number[]) {
  return {
    levels: levels.map(({ ef, recall, queriesPerSecond }) => ({
      ...{ ef, recall },
      ...Object.fromEntries([...queriesPerSecond].map(([of, rate]) => [`queries_per_s_${of}`, rate])),
    })) as ({ ef: number; recall: number } & Record<`queries_per_s_${number}`, number>)[],
    'at_recall_0.99': Object.fromEntries(threads.map((of) => [String(of), rateAtRecall(levels, of)])),
  };
}
