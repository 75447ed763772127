/**
 * Ranking metrics of one query from the ranks of its positives. Each metric of a model is a ratio of sums over
 * queries, sum(numerator) / sum(denominator): a mean over pairs where the denominator is the query's number of
 * pairs, a mean over queries where it is 1.
 *
 * Definitions: hit rate and MRR with its blocks of 100 as in PinSage (Ying et al., KDD 2018, section 4.1); NDCG with
 * binary gains 1 / log2(rank + 1) against the best order of min(positives, k) (Järvelin & Kekäläinen, 2002).
 */
export interface QueryMetric {
  /** As the command line prints it: `hit_rate@10`, `mrr`, ... */
  name: string;
  /** Mean over (query, positive) pairs, or over queries. */
  over: 'pairs' | 'queries';
  /** The query's sum (over pairs) or value (over queries), from the ranks of its positives. */
  of(ranks: Uint32Array): number;
}

/** PinSage's MRR takes ranks in blocks of this many: with a large catalogue a rank's exact value says little. */
const MRR_BLOCK = 100;

/**
 * Metrics for a catalogue of `items`; each k that is not smaller than the catalogue is left out.
 * `hit_rate@1%` takes k = ceil(items / 100).
 */
export function queryMetrics(items: number, ks: readonly number[]): QueryMetric[] {
  const cutoffs = [...new Set(ks)].filter((k) => k < items).sort((a, b) => a - b);
  return [
    ...cutoffs.map((k): QueryMetric => ({ name: `hit_rate@${k}`, over: 'pairs', of: (r) => hits(r, k) })),
    { name: 'hit_rate@1%', over: 'pairs', of: (r) => hits(r, Math.ceil(items / 100)) },
    { name: 'mrr', over: 'pairs', of: (r) => sum(r, (rank) => 1 / Math.ceil(rank / MRR_BLOCK)) },
    { name: 'mrr_plain', over: 'pairs', of: (r) => sum(r, (rank) => 1 / rank) },
    ...cutoffs.map((k): QueryMetric => ({
      name: `recall@${k}`,
      over: 'queries',
      of: (r) => hits(r, k) / r.length,
    })),
    ...cutoffs.map((k): QueryMetric => ({ name: `ndcg@${k}`, over: 'queries', of: (r) => ndcg(r, k) })),
  ];
}

const gain = (rank: number): number => 1 / Math.log2(rank + 1);

const hits = (ranks: Uint32Array, k: number): number => sum(ranks, (rank) => (rank <= k ? 1 : 0));

function ndcg(ranks: Uint32Array, k: number): number {
  let ideal = 0;
  for (let rank = 1; rank <= Math.min(ranks.length, k); rank++) ideal += gain(rank);
  // Positives that tie share a rank that only one of them can have: together they could gain more than the best order.
  return Math.min(1, sum(ranks, (rank) => (rank <= k ? gain(rank) : 0)) / ideal);
}

function sum(ranks: Uint32Array, of: (rank: number) => number): number {
  let total = 0;
  for (const rank of ranks) total += of(rank);
  return total;
}
