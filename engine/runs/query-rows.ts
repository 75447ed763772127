import { unit } from '../../evaluations/random.ts';
import type { Dataset } from '../dataset/dataset.ts';

/** Rows that a study may ask about, ascending: queries of the test pairs, or all items where there are none. */
export function queryRows({ items, pairs }: Dataset): number[] {
  const queries = [...new Set(pairs.test.query)].sort((a, b) => a - b);
  return queries.length > 0 ? queries : [...new Array<undefined>(items.count).keys()];
}

/**
 * At most `count` of `rows`, ascending. Which ones depends on the items' ids and `purpose` alone, so that it is the
 * same for every run and every time.
 */
export function sampleRows(
  { items }: Dataset,
  rows: readonly number[],
  count: number,
  purpose: string,
): number[] {
  if (rows.length <= count) return [...rows];
  const keyed = rows.map((row) => ({ row, key: unit(`${purpose}|${items.id(row)}`) }));
  keyed.sort((a, b) => a.key - b.key || a.row - b.row);
  return keyed
    .slice(0, count)
    .map(({ row }) => row)
    .sort((a, b) => a - b);
}
