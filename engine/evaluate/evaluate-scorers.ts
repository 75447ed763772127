/**
 * Offline evaluation (PinSage, Ying et al. 2018, section 4.2) of several models on the labelled pairs of one split:
 * every metric with its 95% interval, and every pair of models compared on the same queries.
 *
 * A rank is among all items but the query; ties count half, rounded up; known positives of other splits stay in the
 * list. Intervals: evaluations/metrics.
 */
import { random } from '../../evaluations/random.ts';
import { cosineKurtosis } from '../../evaluations/metrics/kurtosis.ts';
import { estimates, pairedDifferences } from '../../evaluations/metrics/query-bootstrap.ts';
import type { Evaluation, Metrics } from '../contract/runs.ts';
import { breath, queryTables } from './query-tables.ts';
import type { EvaluationOptions } from './query-tables.ts';

/**
 * Evaluates the models; yields to the event loop between queries and between models, so that the process goes on
 * answering.
 * @throws PinwiseError `no-pairs` when the split is empty, `bad-scores` when a model's scores are not numbers
 */
export async function evaluateScorers(options: EvaluationOptions): Promise<Evaluation> {
  const { scorers, seed = 0, signal } = options;
  const tables = await queryTables(options);

  const runs: Evaluation['runs'] = [];
  for (const [i, { run, embeddings }] of scorers.entries()) {
    await breath(signal);
    const metrics: Metrics = estimates(tables[i], { rng: random(seed, 'bootstrap') });
    const kurtosis =
      embeddings && cosineKurtosis(embeddings.data, embeddings.dims, { rng: random(seed, 'kurtosis') });
    if (kurtosis) metrics.kurtosis = kurtosis;
    runs.push({ run, n_queries: tables[i].queries.length, metrics });
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
