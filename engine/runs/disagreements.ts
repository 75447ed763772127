/** Where two runs answer differently: the queries whose top k share least, for looking at them side by side. */
import { PinwiseError } from '../contract/rpc.ts';
import { answersOf } from './answers-of.ts';
import type { OpenRun } from './open-run.ts';
import { queryRows, sampleRows } from './query-rows.ts';

/** Queries looked at: enough for a mean, few enough to wait for. */
const QUERIES = 1_000;
const KEPT = 16;

export interface Disagreements {
  /** Queries looked at. */
  total: number;
  /** Mean share of the top k that both runs have. */
  meanOverlap: number;
  /** A page of the queries, least overlap first, ties by row. */
  queries: { row: number; overlap: number }[];
}

const found = new Map<string, Disagreements>();

/**
 * Queries: those of the test pairs, else all items; at most 1,000 of them, always the same.
 * @throws PinwiseError `different-data` unless both runs know the same data
 */
export async function disagreements(
  a: OpenRun,
  b: OpenRun,
  options: { k: number; offset?: number; limit?: number; signal?: AbortSignal },
): Promise<Disagreements> {
  const { k, offset = 0, limit = 100, signal } = options;
  const { fingerprint } = a.dataset.manifest;
  if (fingerprint !== b.dataset.manifest.fingerprint) throw differentData([a.summary.name, b.summary.name]);
  const key = JSON.stringify([fingerprint, a.checkpoint, b.checkpoint, k]);
  const all = found.get(key) ?? (await look(a, b, k, signal));
  found.delete(key);
  found.set(key, all);
  for (const oldest of found.keys()) if (found.size > KEPT) found.delete(oldest);
  return { ...all, queries: all.queries.slice(offset, offset + limit) };
}

export function differentData(runs: readonly string[]): PinwiseError {
  return new PinwiseError(
    'different-data',
    `runs ${runs.join(' and ')} were not trained on the same data, so they cannot be compared`,
  );
}

async function look(a: OpenRun, b: OpenRun, k: number, signal?: AbortSignal): Promise<Disagreements> {
  const rows = sampleRows(a.dataset, queryRows(a.dataset), QUERIES, 'disagreements');
  const ofA = await answersOf(a, rows, k, signal);
  const ofB = await answersOf(b, rows, k, signal);
  const queries = rows.map((row, i) => {
    const has = new Set(ofA[i].map((answer) => answer.row));
    const shared = ofB[i].filter((answer) => has.has(answer.row)).length;
    const most = Math.max(ofA[i].length, ofB[i].length);
    // Two that both have no answer agree.
    return { row, overlap: most === 0 ? 1 : shared / most };
  });
  queries.sort((x, y) => x.overlap - y.overlap || x.row - y.row);
  const sum = queries.reduce((total, { overlap }) => total + overlap, 0);
  return { total: queries.length, meanOverlap: sum / Math.max(1, queries.length), queries };
}
