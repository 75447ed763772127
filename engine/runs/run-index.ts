/** The index of a run's vectors: made when it is first asked for, kept as long as the run is open. */
import { PinwiseError } from '../contract/rpc.ts';
import type { IndexKind } from '../contract/runs.ts';
import { exactIndex } from '../retrieval/exact-index.ts';
import { buildLsh, lshOptions } from '../retrieval/lsh/lsh-index.ts';
import type { NearestIndex, Vectors } from '../retrieval/nearest-index.ts';
import { countOf } from '../retrieval/nearest-index.ts';
import { cachedHnsw } from './cached-hnsw.ts';
import type { OpenRun } from './open-run.ts';
import { runFolder } from './run-files.ts';

interface IndexWork {
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

/** Promises, so that what is asked for twice while it is made is made once. */
const made = new WeakMap<Vectors, Map<IndexKind, Promise<NearestIndex>>>();

/**
 * Null for `exact` of a run without vectors: it answers by itself.
 * @throws PinwiseError `no-vectors` where an approximate index has nothing to stand on; `no-usearch`, `low-recall`,
 * `cancelled`, `disk-full`
 */
export async function runIndex(
  home: string,
  run: OpenRun,
  kind: IndexKind,
  work: IndexWork = {},
): Promise<NearestIndex | null> {
  const { embeddings: vectors, summary } = run;
  if (!vectors) {
    if (kind === 'exact') return null;
    throw new PinwiseError(
      'no-vectors',
      `run ${summary.name} (${summary.preset}) has no vectors, which the index ${kind} is made of: it answers by ` +
        'its graph or its neighbours; use the exact index (--index exact)',
    );
  }
  const of = made.get(vectors) ?? new Map<IndexKind, Promise<NearestIndex>>();
  made.set(vectors, of);
  const index = of.get(kind) ?? make(home, run, vectors, kind, work);
  of.set(kind, index);
  index.catch(() => of.delete(kind));
  return index;
}

async function make(
  home: string,
  { summary, checkpoint }: OpenRun,
  vectors: Vectors,
  kind: IndexKind,
  work: IndexWork,
): Promise<NearestIndex> {
  if (kind === 'exact') return exactIndex(vectors);
  if (kind === 'lsh') return buildLsh(vectors, lshOptions(countOf(vectors)), work);
  return cachedHnsw({ folder: runFolder(home, summary.name), checkpoint, vectors, ...work });
}
