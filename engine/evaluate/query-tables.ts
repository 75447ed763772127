/**
 * Every query of a split asked of every model, one query at a time: the numbers from which all metrics follow.
 * Yields to the event loop between queries, so that the process goes on answering.
 */
import { metricCollector } from '../../evaluations/metrics/collector.ts';
import type { QueryTable } from '../../evaluations/metrics/collector.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { Dataset, Split } from '../dataset/dataset.ts';
import type { Scorer } from '../retrieval/scorer.ts';
import { turn } from '../turns.ts';
import type { Predictions } from './evaluate-labels.ts';
import { listQualities } from './list-qualities.ts';
import { groupByQuery } from './query-groups.ts';
import type { QueryGroup } from './query-groups.ts';

/** A model under evaluation, by the name of its run. */
export interface ScoredRun {
  run: string;
  scorer: Scorer;
  /** Where the model has vectors: float32 (items, dims), row-major. Kurtosis is measured on them. */
  embeddings?: { data: Float32Array; dims: number };
  /** Where the model tells labels. */
  predictions?: Predictions;
}

export interface EvaluationOptions {
  dataset: Dataset;
  scorers: readonly ScoredRun[];
  split: Split;
  /** Cutoffs of hit_rate@k, recall@k and ndcg@k; those not below the number of items are left out. */
  ks: readonly number[];
  /** Of the bootstrap and of the random pairs of kurtosis. Default 0. */
  seed?: number;
  signal?: AbortSignal;
  /** Queries scored so far, of all runs together. */
  onProgress?(done: number, total: number): void;
}

/**
 * The table of each model, in the order of `scorers`.
 * @throws PinwiseError `no-pairs` when the split is empty, `bad-scores` when a model's scores are not numbers
 */
export async function queryTables(options: EvaluationOptions): Promise<QueryTable[]> {
  const { dataset, scorers, split } = options;
  const groups = groupByQuery(dataset.pairs[split]);
  if (groups.length === 0) {
    throw new PinwiseError(
      'no-pairs',
      `data set ${dataset.manifest.name} has no ${split} pairs to evaluate on`,
    );
  }
  const tables: QueryTable[] = [];
  for (const scored of scorers) tables.push(await collect(scored, groups, tables.length, options));
  return tables;
}

async function collect(
  { run, scorer }: ScoredRun,
  groups: readonly QueryGroup[],
  position: number,
  { dataset, scorers, ks, signal, onProgress }: EvaluationOptions,
): Promise<QueryTable> {
  const items = dataset.items.count;
  const lists = listQualities(dataset);
  const collector = metricCollector({ items, ks, lists, partial: scorer.partial });
  const scores = new Float32Array(items);
  for (const [i, { query, positives }] of groups.entries()) {
    await turn(signal);
    scorer.scores(query, scores);
    try {
      collector.add(query, positives, scores);
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw new PinwiseError('bad-scores', `run ${run} cannot be ranked: ${cause.message}`, { cause });
    }
    onProgress?.(position * groups.length + i + 1, scorers.length * groups.length);
  }
  return collector.table();
}
