/** What queries are sorted by before some are drawn. Each function gives the stratum of every query, in words. */

/**
 * By degree: bins with about as many queries each, equal degrees always together.
 * @param most strata
 */
export function degreeStrata(degrees: readonly number[], most: number): string[] {
  const counts = new Map<number, number>();
  for (const degree of degrees) counts.set(degree, (counts.get(degree) ?? 0) + 1);
  const bins: number[][] = [[]];
  let [held, rest] = [0, degrees.length];
  for (const [degree, count] of [...counts].sort(([x], [y]) => x - y)) {
    // A new bin once the last one holds its share of what is left.
    if (bins.length < most && held > 0 && held >= rest / (most - bins.length + 1)) {
      bins.push([]);
      [held, rest] = [0, rest - held];
    }
    bins.at(-1)!.push(degree);
    held += count;
  }
  const labels = new Map<number, string>();
  bins.forEach((bin, i) => {
    const [low, high] = [bin[0], bin.at(-1)!];
    const upTo = i === bins.length - 1 ? `${low} or more` : `${low} to ${high}`;
    for (const degree of bin) labels.set(degree, `degree ${low === high ? low : upTo}`);
  });
  return degrees.map((degree) => labels.get(degree)!);
}

export const OTHER_CATEGORIES = 'other categories';

/**
 * By category: the largest ones, the others together.
 * @param categories null for a query without one
 * @param most strata, that of the others included
 */
export function categoryStrata(categories: readonly (string | null)[], most: number): string[] {
  const named = categories.map((category) => category || 'no category');
  const counts = new Map<string, number>();
  for (const name of named) counts.set(name, (counts.get(name) ?? 0) + 1);
  if (counts.size <= most) return named;
  const largest = [...counts].sort(([x, n], [y, m]) => m - n || (x < y ? -1 : 1)).slice(0, most - 1);
  const kept = new Set(largest.map(([name]) => name));
  return named.map((name) => (kept.has(name) ? name : OTHER_CATEGORIES));
}

/** How two arms' answers to a query may differ, and how many times as likely such a query is drawn as one of the first. */
const DIFFERENCES = {
  same: { pull: 1, one: 'same answer', list: 'same answers' },
  most: { pull: 3, one: '', list: 'half or more of the answers shared' },
  few: { pull: 4, one: '', list: 'less than half of the answers shared' },
  none: { pull: 5, one: 'different answers', list: 'no answer shared' },
} as const;

/**
 * By how much two arms' answers differ.
 * @param shown ids of what each arm shows to each query
 * @param most strata: 1 for none, fewer than 4 for "the same or not"
 */
export function differenceStrata(
  shown: readonly { a: readonly string[]; b: readonly string[] }[],
  most: number,
): { strata: string[]; pull: (stratum: string) => number } {
  const pulls = new Map<string, number>();
  const strata = shown.map(({ a, b }) => {
    if (most < 2) return 'any answers';
    const long = Math.max(a.length, b.length) > 1;
    const kind = differenceOf(a, b, most < 4);
    const label = long ? DIFFERENCES[kind].list : DIFFERENCES[kind].one;
    const named = long && most < 4 && kind === 'none' ? 'different answers' : label;
    pulls.set(named, DIFFERENCES[kind].pull);
    return named;
  });
  return { strata, pull: (stratum) => pulls.get(stratum) ?? 1 };
}

function differenceOf(a: readonly string[], b: readonly string[], coarse: boolean): keyof typeof DIFFERENCES {
  if (a.length === b.length && a.every((id, at) => id === b[at])) return 'same';
  const shared = a.filter((id) => b.includes(id)).length / Math.max(a.length, b.length);
  if (coarse || shared === 0) return 'none';
  return shared >= 0.5 ? 'most' : 'few';
}
