import type { Evaluation } from '../contract/runs.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { differentData } from '../runs/disagreements.ts';
import { openRun } from '../runs/open-run.ts';
import type { OpenRun } from '../runs/open-run.ts';
import { verifyCandidates } from './candidates.ts';
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
 * Evaluates finished runs on the labelled pairs of a split, those that tell labels on its labelled items too, each metric with its 95% interval and every two runs
 * compared by query.
 * @throws PinwiseError `different-candidates` or `different-data` unless all runs know the same data, `no-pairs`,
 * `dataset-damaged` when pairs or items are not those that the data set was made with, and those of `openRun`
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

/**
 * Opens runs that know the same data, its pairs and items as they were when it was made.
 * @throws PinwiseError as `evaluateRuns`
 */
export function openAlike(home: string, names: readonly string[]): OpenRun[] {
  const opened = names.map((name) => openRun(home, name));
  const other = opened.find(
    ({ summary }) => summary.datasetFingerprint !== opened[0].summary.datasetFingerprint,
  );
  if (other) throw cannotCompare(opened[0], other);
  verifyCandidates(opened[0].dataset);
  return opened;
}

function cannotCompare(a: OpenRun, b: OpenRun): PinwiseError {
  const names = [a.summary.name, b.summary.name];
  if (a.dataset.manifest.split === b.dataset.manifest.split) return differentData(names);
  return new PinwiseError(
    'different-candidates',
    `runs ${names.join(' and ')} do not rank the same items on the same pairs (${a.summary.dataset}, ` +
      `${b.summary.dataset}), so their figures cannot be compared`,
  );
}

export const scoredRun = ({ summary, scorer, embeddings, predictions }: OpenRun): ScoredRun => ({
  run: summary.name,
  scorer,
  embeddings: embeddings ?? undefined,
  predictions: predictions ?? undefined,
});
