/**
 * Offline evaluation of one model, one query at a time: a query's scores (float32, as many as items) are read once
 * and not kept, so memory is bounded by the number of queries, not by queries x items.
 */
import { firstItems } from './first-items.ts';
import { queryMetrics } from './query-metrics.ts';
import { ranksOf } from './ranks.ts';

/** How many first answers of each query count as covered. */
export const COVERAGE_DEPTH = 10;

/** What is kept of each query, in the order in which the queries were added. */
export interface QueryTable {
  items: number;
  /** Row of each query item. */
  queries: number[];
  metrics: {
    name: string;
    /** Float64 (queries): the metric is sum(numerator) / sum(denominator). */
    numerator: Float64Array;
    denominator: Float64Array;
  }[];
  /** The first `COVERAGE_DEPTH` items of each query. */
  firstItems: Uint32Array[];
}

export interface MetricCollector {
  /**
   * @param query row of the query item
   * @param positives rows of its labelled positives: at least one, none twice, the query not among them
   * @param scores float32 (items), higher is better; may be reused by the caller afterwards
   * @throws RangeError when positives or scores are not as said
   */
  add(query: number, positives: ArrayLike<number>, scores: Float32Array): void;
  table(): QueryTable;
}

/**
 * @param options.items catalogue size N
 * @param options.ks cutoffs of hit_rate@k, recall@k and ndcg@k
 * @example
 * const collector = metricCollector({ items: 1478, ks: [10, 50, 500] });
 * for (const { query, positives } of queries) {
 *   scorer.scores(query, scores);
 *   collector.add(query, positives, scores);
 * }
 * const metrics = estimates(collector.table(), { rng: random(0, 'metrics') });
 */
export function metricCollector(options: { items: number; ks: readonly number[] }): MetricCollector {
  const { items } = options;
  const metrics = queryMetrics(items, options.ks);
  const numerators: number[][] = metrics.map(() => []);
  const pairs: number[] = [];
  const queries: number[] = [];
  const first: Uint32Array[] = [];
  return {
    add(query, positives, scores) {
      if (scores.length !== items) throw new RangeError(`${scores.length} scores for ${items} items`);
      if (positives.length === 0) throw new RangeError(`query ${query} has no positives`);
      const ranks = ranksOf(scores, query, positives);
      metrics.forEach((metric, m) => numerators[m].push(metric.of(ranks)));
      pairs.push(ranks.length);
      queries.push(query);
      first.push(firstItems(scores, query, COVERAGE_DEPTH));
    },
    table: () => ({
      items,
      queries: [...queries],
      metrics: metrics.map(({ name, over }, m) => ({
        name,
        numerator: Float64Array.from(numerators[m]),
        denominator: over === 'pairs' ? Float64Array.from(pairs) : new Float64Array(pairs.length).fill(1),
      })),
      firstItems: [...first],
    }),
  };
}
