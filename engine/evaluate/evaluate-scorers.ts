/**
 * Offline evaluation (PinSage, Ying et al. 2018, section 4.2) of several models on the labelled pairs of one split:
 * every metric with its 95% interval, and every pair of models compared on the same queries. Models that tell labels
 * are measured on those too, and on them alone where there are no pairs.
 *
 * A rank is among all items but the query; ties count half, rounded up; known positives of other splits stay in the
 * list. Intervals: evaluations/metrics.
 */
import type { Estimate } from '../../evaluations/interval.ts';
import type { Parts } from '../../evaluations/parts.ts';
import { random } from '../../evaluations/random.ts';
import { cosineKurtosisInParts } from '../../evaluations/metrics/kurtosis.ts';
import { estimatesInParts, pairedDifferencesInParts } from '../../evaluations/metrics/query-bootstrap.ts';
import type { Evaluation, Metrics } from '../contract/runs.ts';
import { inTurns } from '../turns.ts';
import { candidatesOf } from './candidates.ts';
import { evaluateLabels, tellsLabels } from './evaluate-labels.ts';
import { queryTables } from './query-tables.ts';
import type { EvaluationOptions, ScoredRun } from './query-tables.ts';

/**
 * Evaluates the models; yields to the event loop between queries and within the intervals, so that the process goes
 * on answering.
 * @throws PinwiseError `no-pairs` when the split is empty, `bad-scores` when a model's scores are not numbers
 */
export async function evaluateScorers(options: EvaluationOptions): Promise<Evaluation> {
  const { dataset, scorers, split, seed = 0, signal } = options;
  const candidates = candidatesOf(dataset, split);
  const ranked =
    candidates.queries > 0 || !tellsLabels(dataset, scorers, split)
      ? await evaluateRanks(options)
      : { runs: scorers.map(({ run }) => ({ run, n_queries: 0, metrics: {} })), differences: [] };
  const told = await evaluateLabels({ dataset, runs: scorers, split, seed, signal });
  return {
    split: candidates,
    runs: ranked.runs.map((one) => ({ ...one, metrics: { ...told.metrics.get(one.run), ...one.metrics } })),
    differences: [...told.differences, ...ranked.differences],
  };
}

async function evaluateRanks(options: EvaluationOptions): Promise<Omit<Evaluation, 'split'>> {
  const { scorers, seed = 0, signal } = options;
  const tables = await queryTables(options);

  const runs: Evaluation['runs'] = [];
  for (const [i, { run, embeddings }] of scorers.entries()) {
    const bootstrap = estimatesInParts(tables[i], { rng: random(seed, 'bootstrap') });
    const metrics: Metrics = await inTurns(bootstrap, signal);
    const kurtosis = embeddings && (await inTurns(kurtosisOf(embeddings, seed), signal));
    if (kurtosis) metrics.kurtosis = kurtosis;
    runs.push({ run, n_queries: tables[i].queries.length, metrics });
  }

  const differences: Evaluation['differences'] = [];
  for (let i = 0; i < scorers.length; i++) {
    for (let j = i + 1; j < scorers.length; j++) {
      const rng = random(seed, 'bootstrap');
      const found = pairedDifferencesInParts(tables[i], tables[j], { rng });
      for (const { metric, value, low, high, p } of await inTurns(found, signal)) {
        differences.push({ a: scorers[i].run, b: scorers[j].run, metric, difference: value, low, high, p });
      }
    }
  }
  return { runs, differences };
}

/** Kurtosis of a model's vectors. */
export const kurtosisOf = (
  { data, dims }: NonNullable<ScoredRun['embeddings']>,
  seed: number,
): Parts<Estimate | null> => cosineKurtosisInParts(data, dims, { rng: random(seed, 'kurtosis') });
