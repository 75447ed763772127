/**
 * Coverage: the share of the catalogue that is among the first 10 answers of at least one query.
 *
 * Its interval is the jackknife over queries of the richness estimators of ecology (Heltshe & Forrester 1983:
 * queries are quadrats, items are species). A bootstrap would not do: a resample repeats queries and so covers less,
 * always.
 */
import type { QueryTable } from './collector.ts';
import type { Estimate } from '../interval.ts';
import { jackknifeInterval } from './jackknife.ts';

/** `coverage@10` of a table, in [0, 1], with its 95% interval. */
export function coverage({ firstItems, items }: QueryTable): Estimate {
  const times = new Uint32Array(items);
  for (const answers of firstItems) for (const item of answers) times[item]++;
  const covered = times.reduce((total, count) => total + (count > 0 ? 1 : 0), 0);
  const withoutEach = firstItems.map((answers) => {
    const onlyHere = answers.reduce((total, item) => total + (times[item] === 1 ? 1 : 0), 0);
    return (covered - onlyHere) / items;
  });
  const { value, low, high } = jackknifeInterval(covered / items, withoutEach);
  return { value, low: Math.max(0, low), high: Math.min(1, high) };
}
