import type { Evaluation } from '../contract/runs.ts';
import { differentData } from '../runs/disagreements.ts';
import { openRun } from '../runs/open-run.ts';
import type { OpenRun } from '../runs/open-run.ts';
import { evaluateScorers } from './evaluate-scorers.ts';
import type { ScoredRun } from './query-tables.ts';

export interface EvaluateRunsOptions {
  home: string;
  runs: readonly string[];
  split: 'test' | 'tune';
  /** Cutoffs; those not below the number of items are left out. */
  ks: readonly number[];
  /** Of the bootstrap. Default 0. */
  seed?: number;
  signal?: AbortSignal;
  /** Queries scored so far, of all runs together. */
  onProgress?(done: number, total: number): void;
}

/**
 * Evaluates finished runs on the labelled pairs of a split, each metric with its 95% interval and every two runs
 * compared by query.
 * @throws PinwiseError `different-data` unless all runs know the same data, `no-pairs`, and those of `openRun`
 */
export async function evaluateRuns(options: EvaluateRunsOptions): Promise<Evaluation> {
  const { home, split, ks, seed, signal, onProgress } = options;
  const opened = openAlike(home, [...new Set(options.runs)]);
  return evaluateScorers({
    dataset: opened[0].dataset,
    scorers: opened.map(scoredRun),
    ...{ split, ks, seed, signal, onProgress },
  });
}

/** Opens runs that know the same data. */
export function openAlike(home: string, names: readonly string[]): OpenRun[] {
  const opened = names.map((name) => openRun(home, name));
  const other = opened.find(
    ({ summary }) => summary.datasetFingerprint !== opened[0].summary.datasetFingerprint,
  );
  if (other) throw differentData([opened[0].summary.name, other.summary.name]);
  return opened;
}

export const scoredRun = ({ summary, scorer, embeddings }: OpenRun): ScoredRun => ({
  run: summary.name,
  scorer,
  embeddings: embeddings ?? undefined,
});
