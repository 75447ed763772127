/** What two ranked lists have in common. */
export interface RankOverlap {
  rank: number;
  /** Items that both have among their first `rank`. */
  shared: number;
}

/** For each item of `list`, its rank (from 1) in `other`; null where it is not there. */
export function ranksIn(
  list: readonly { row: number }[],
  other: readonly { row: number }[],
): (number | null)[] {
  const rank = new Map(other.map(({ row }, at) => [row, at + 1]));
  return list.map(({ row }) => rank.get(row) ?? null);
}

export function overlapByRank(a: readonly { row: number }[], b: readonly { row: number }[]): RankOverlap[] {
  const seen = { a: new Set<number>(), b: new Set<number>() };
  let shared = 0;
  return Array.from({ length: Math.min(a.length, b.length) }, (_, at) => {
    const [rowA, rowB] = [a[at].row, b[at].row];
    seen.a.add(rowA);
    seen.b.add(rowB);
    if (rowA === rowB) shared++;
    else shared += Number(seen.b.has(rowA)) + Number(seen.a.has(rowB));
    return { rank: at + 1, shared };
  });
}

/** "4 of the first 9 are the same; both put the same item first." */
export function overlapInWords(overlap: readonly RankOverlap[]): string {
  const last = overlap.at(-1);
  if (!last) return '';
  const first = overlap[0].shared === 1 ? 'both put the same item first' : 'the first answers differ';
  if (last.shared === 0) return `None of the first ${last.rank} is the same.`;
  if (last.shared === last.rank) return `The same ${last.rank} items; ${first}.`;
  return `${last.shared} of the first ${last.rank} ${last.shared === 1 ? 'is' : 'are'} the same; ${first}.`;
}
