import type * as z from 'zod';
import type { PairCounts } from '../contract/datasets.ts';
import type { Pairs, Split } from './dataset.ts';

/** Labelled pairs by split; where pairs have no direction, one that is asked both ways counts once. */
export function countPairs({
  pairs,
  symmetric,
}: {
  pairs: Readonly<Record<Split, Pairs>>;
  symmetric?: boolean;
}): z.infer<typeof PairCounts> {
  const count = ({ query, item }: Pairs): number => {
    if (!symmetric) return query.length;
    // 2^26 rows twice are what a double holds exactly. Sorted, since a Set holds no more than 2^24.
    const keys = Float64Array.from(query, (q, i) => Math.min(q, item[i]) * 2 ** 26 + Math.max(q, item[i]));
    return keys.sort().reduce((distinct, key, i) => distinct + (i > 0 && key === keys[i - 1] ? 0 : 1), 0);
  };
  return { train: count(pairs.train), tune: count(pairs.tune), test: count(pairs.test) };
}
