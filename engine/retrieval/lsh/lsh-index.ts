/**
 * Two-level retrieval over locality-sensitive hashes (PinSage, Ying et al., KDD 2018, section 3.5: weak AND over
 * hashes of the embeddings).
 *
 *   level 1   weak AND over the query's hash tokens gives the `candidates` items that share most (weak-and.ts)
 *   level 2   these by their exact inner products
 *
 * A token is (table, hash). The query asks in each table for its own hash and for those with one of its least certain
 * bits turned (Lv et al., Multi-Probe LSH, VLDB 2007). The paper gives no parameters; ours:
 *   weight of a token = log(1 + N / items that have it), times exp(-(p / s)^2) where a bit is turned,
 *   p = that bit's projection, s = mean |projection| of the query.
 * Vectors of different lengths: see equal-lengths.ts.
 */
import { turn } from '../../turns.ts';
import { equalLengths } from '../equal-lengths.ts';
import type { NearestIndex, Vectors } from '../nearest-index.ts';
import { countOf, vectorAt } from '../nearest-index.ts';
import { rankCandidates } from '../rank-candidates.ts';
import type { Ranked } from '../top-k.ts';
import type { HashShape, Hyperplanes } from './hyperplanes.ts';
import { hashOf, hyperplanes } from './hyperplanes.ts';
import { postings } from './postings.ts';
import type { Postings } from './postings.ts';
import { weakAnd } from './weak-and.ts';
import type { Candidates, Term } from './weak-and.ts';

export interface LshOptions extends HashShape {
  /** Turned bits that are asked for in each table. */
  probes: number;
  /** Items of the first level, at least; ten for each that is wanted where that is more. */
  candidates: number;
}

/** What `items` items get: so many bits that a hash has some 64 of them. */
export function lshOptions(items: number): LshOptions {
  const bits = Math.min(16, Math.max(4, Math.round(Math.log2(Math.max(1, items) / 64))));
  return { tables: 32, bits, seed: 0, probes: 2, candidates: 200 };
}

export interface LshIndex extends NearestIndex {
  /** The first level alone. */
  candidates(vector: Float32Array, limit: number): Candidates;
  /** The same tables, another number of candidates. */
  withCandidates(candidates: number): LshIndex;
}

/** Hashes items for about 20 ms, then gives others their turn. */
const BATCH_WORK = 2e7;

/** @throws PinwiseError `cancelled` */
export async function buildLsh(
  vectors: Vectors,
  options: LshOptions,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?(done: number, total: number): void } = {},
): Promise<LshIndex> {
  const { items, query } = equalLengths(vectors);
  const count = countOf(items);
  const planes = hyperplanes(items.dims, options);
  const { tables, bits } = options;
  const hashes = Array.from({ length: tables }, () => new Uint32Array(count));
  const projections = new Float32Array(tables * bits);
  const batch = Math.max(1, Math.floor(BATCH_WORK / Math.max(1, planes.dims * tables * bits)));
  for (let row = 0; row < count; row++) {
    if (row % batch === 0) {
      onProgress?.(row, count);
      await turn(signal);
    }
    planes.project(vectorAt(items, row), projections);
    for (let table = 0; table < tables; table++) hashes[table][row] = hashOf(projections, table, bits);
  }
  const lists = hashes.map((of) => postings(of, bits));
  return indexOf({ vectors, query, planes, lists, options });
}

interface Parts {
  vectors: Vectors;
  query(vector: Float32Array): Float32Array;
  planes: Hyperplanes;
  /** By table. */
  lists: Postings[];
  options: LshOptions;
}

function indexOf(parts: Parts): LshIndex {
  const { vectors, query, planes, lists, options } = parts;
  const candidates = (vector: Float32Array, limit: number): Candidates => {
    const projections = new Float32Array(planes.tables * planes.bits);
    planes.project(query(vector), projections);
    return weakAnd(termsOf(projections, lists, countOf(vectors), options), limit);
  };
  return {
    candidates,
    nearest(vector, k, exclude = []): Ranked[] {
      const wanted = k + exclude.length;
      const { rows } = candidates(vector, Math.max(options.candidates, 10 * wanted));
      return rankCandidates(vectors, vector, rows, k, exclude);
    },
    withCandidates: (number) => indexOf({ ...parts, options: { ...options, candidates: number } }),
  };
}

/** Tokens of a query: its own hash in each table and the nearest others. */
function termsOf(
  projections: Float32Array,
  lists: readonly Postings[],
  count: number,
  { bits, probes }: LshOptions,
): Term[] {
  const scale = projections.reduce((sum, p) => sum + Math.abs(p), 0) / projections.length || 1;
  return lists.flatMap((of, table) => {
    const own = hashOf(projections, table, bits);
    const term = (hash: number, certainty: number): Term => {
      const items = of(hash);
      return { items, weight: certainty * Math.log(1 + count / Math.max(1, items.length)) };
    };
    const size = (bit: number): number => Math.abs(projections[table * bits + bit]);
    const turned = [...Array(bits).keys()].sort((a, b) => size(a) - size(b)).slice(0, probes);
    return [
      term(own, 1),
      ...turned.map((bit) => term(own ^ (1 << bit), Math.exp(-((size(bit) / scale) ** 2)))),
    ];
  });
}
