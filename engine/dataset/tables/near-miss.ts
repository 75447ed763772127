/** The candidate that `wanted` was probably meant by: equal but for case and punctuation, or one slip of the pen. */
export function nearMiss(wanted: string, candidates: readonly string[]): string | null {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const close = (candidate: string): boolean => {
    const [a, b] = [plain(wanted), plain(candidate)];
    if (b === '') return false;
    return (
      a === b ||
      a === b.replace(/s$/, '') ||
      b.replace(/ids?$/, '') === a ||
      slips(a, b) <= Math.min(2, a.length >> 1)
    );
  };
  return candidates.find((candidate) => plain(candidate) === plain(wanted)) ?? candidates.find(close) ?? null;
}

/** Levenshtein distance; long strings are never close. */
function slips(a: string, b: string): number {
  if (a.length > 40 || b.length > 40) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
