/**
 * Offline evaluation (PinSage, Ying et al. 2018, section 4.2) of several models on the labelled pairs of one split:
 * every metric with its 95% interval, and every pair of models compared on the same queries.
 *
 * A rank is among all items but the query; ties count half, rounded up; known positives of other splits stay in the
 * list. Intervals: evaluations/metrics.
 */
import { random } from '../../evaluations/random.ts';
import { metricCollector } from '../../evaluations/metrics/collector.ts';
import type { QueryTable } from '../../evaluations/metrics/collector.ts';
import { cosineKurtosis } from '../../evaluations/metrics/kurtosis.ts';
import { estimates, pairedDifferences } from '../../evaluations/metrics/query-bootstrap.ts';
import type { Evaluation, Metrics } from '../contract/runs.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { Dataset, Split } from '../dataset/dataset.ts';
import type { Scorer } from '../retrieval/scorer.ts';
import { groupByQuery } from './query-groups.ts';
import type { QueryGroup } from './query-groups.ts';

/** A model under evaluation, by the name of its run. */
export interface ScoredRun {
  run: string;
  scorer: Scorer;
  /** Where the model has vectors: float32 (items, dims), row-major. Kurtosis is measured on them. */
  embeddings?: { data: Float32Array; dims: number };
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
 * Evaluates the models; yields to the event loop between queries and between models, so that the process goes on
 * answering.
 * @throws PinwiseError `no-pairs` when the split is empty, `bad-scores` when a model's scores are not numbers
 */
export async function evaluateScorers(options: EvaluationOptions): Promise<Evaluation> {
  const { dataset, scorers, split, seed = 0, signal } = options;
  const groups = groupByQuery(dataset.pairs[split]);
  if (groups.length === 0) {
    throw new PinwiseError(
      'no-pairs',
      `data set ${dataset.manifest.name} has no ${split} pairs to evaluate on`,
    );
  }
  const tables: QueryTable[] = [];
  for (const scored of scorers) tables.push(await collect(scored, groups, tables.length, options));

  const runs: Evaluation['runs'] = [];
  for (const [i, { run, embeddings }] of scorers.entries()) {
    await breath(signal);
    const metrics: Metrics = estimates(tables[i], { rng: random(seed, 'bootstrap') });
    const kurtosis =
      embeddings && cosineKurtosis(embeddings.data, embeddings.dims, { rng: random(seed, 'kurtosis') });
    if (kurtosis) metrics.kurtosis = kurtosis;
    runs.push({ run, n_queries: groups.length, metrics });
  }

  const differences: Evaluation['differences'] = [];
  for (let i = 0; i < scorers.length; i++) {
    for (let j = i + 1; j < scorers.length; j++) {
      await breath(signal);
      const found = pairedDifferences(tables[i], tables[j], { rng: random(seed, 'bootstrap') });
      for (const { metric, value, low, high, p } of found) {
        differences.push({ a: scorers[i].run, b: scorers[j].run, metric, difference: value, low, high, p });
      }
    }
  }
  return { runs, differences };
}

async function collect(
  { run, scorer }: ScoredRun,
  groups: readonly QueryGroup[],
  position: number,
  { dataset, scorers, ks, signal, onProgress }: EvaluationOptions,
): Promise<QueryTable> {
  const items = dataset.items.count;
  const collector = metricCollector({ items, ks });
  const scores = new Float32Array(items);
  for (const [i, { query, positives }] of groups.entries()) {
    await breath(signal);
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

/** A macrotask of pause, in which other work of this process gets its turn. */
async function breath(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}
