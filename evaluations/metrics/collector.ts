/**
 * Offline evaluation of one model, one query at a time: a query's scores (float32, as many as items) are read once
 * and not kept, so memory is bounded by the number of queries, not by queries x items.
 */
import { firstItems } from './first-items.ts';
import type { ListMetric } from './list-metrics.ts';
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
    /** Float64 (queries): the metric is sum(numerator) / sum(denominator); 0 / 0 where the query has no value. */
    numerator: Float64Array;
    denominator: Float64Array;
  }[];
  /** The first `COVERAGE_DEPTH` items of each query, or as many as the model answers with. */
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
 * @param options.lists what to measure of the first answers besides
 * @param options.partial true where a score of 0 is no answer, so that it is in no list
 * @example
 * const collector = metricCollector({ items: 1478, ks: [10, 50, 500] });
 * for (const { query, positives } of queries) {
 *   scorer.scores(query, scores);
 *   collector.add(query, positives, scores);
 * }
 * const metrics = estimates(collector.table(), { rng: random(0, 'metrics') });
 */
export function metricCollector(options: {
  items: number;
  ks: readonly number[];
  lists?: readonly ListMetric[];
  partial?: boolean;
}): MetricCollector {
  const { items, lists = [], partial = false } = options;
  const metrics = queryMetrics(items, options.ks);
  const numerators: number[][] = metrics.map(() => []);
  const ofLists = lists.map((): { numerator: number[]; denominator: number[] } => ({
    numerator: [],
    denominator: [],
  }));
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
      const ranked = firstItems(scores, query, COVERAGE_DEPTH);
      const answers = partial ? ranked.filter((item) => scores[item] > 0) : ranked;
      first.push(answers);
      lists.forEach((metric, m) => {
        const value = metric.of(answers);
        ofLists[m].numerator.push(value ?? 0);
        ofLists[m].denominator.push(value === null ? 0 : 1);
      });
    },
    table: () => ({
      items,
      queries: [...queries],
      metrics: [
        ...metrics.map(({ name, over }, m) => ({
          name,
          numerator: Float64Array.from(numerators[m]),
          denominator: over === 'pairs' ? Float64Array.from(pairs) : new Float64Array(pairs.length).fill(1),
        })),
        ...lists.map(({ name }, m) => ({
          name,
          numerator: Float64Array.from(ofLists[m].numerator),
          denominator: Float64Array.from(ofLists[m].denominator),
        })),
      ],
      firstItems: [...first],
    }),
  };
}
