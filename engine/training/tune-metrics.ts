import { metricCollector } from '../../evaluations/metrics/collector.ts';
import { random, shuffle } from '../../evaluations/random.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { groupByQuery } from '../evaluate/query-groups.ts';
import type { Scorer } from '../retrieval/scorer.ts';
import { turn } from '../turns.ts';

/** At most so many tune queries are ranked after each epoch; the same ones every time. */
const MOST_QUERIES = 1000;

/** The metric by which the best epoch is chosen. */
export const SELECTION_METRIC = 'mrr_plain';

/**
 * Metrics of a model on the tune split (names and definitions of evaluations/metrics); empty without tune pairs.
 * @throws PinwiseError `cancelled`
 */
export async function tuneMetrics(
  dataset: Dataset,
  scorer: Scorer,
  signal?: AbortSignal,
): Promise<Record<string, number>> {
  const items = dataset.items.count;
  const groups = groupByQuery(dataset.pairs.tune);
  if (groups.length === 0) return {};
  if (groups.length > MOST_QUERIES) shuffle(groups, random(0, 'tune-queries')).length = MOST_QUERIES;
  const collector = metricCollector({ items, ks: [10] });
  const scores = new Float32Array(items);
  for (const [i, { query, positives }] of groups.entries()) {
    if (i % 16 === 0) await turn(signal);
    scorer.scores(query, scores);
    collector.add(query, positives, scores);
  }
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  return Object.fromEntries(
    collector
      .table()
      .metrics.map(({ name, numerator, denominator }) => [name, sum(numerator) / sum(denominator)]),
  );
}
