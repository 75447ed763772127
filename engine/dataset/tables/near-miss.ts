import { editDistance } from '../../edit-distance.ts';

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

/** Edit distance; long strings are never close. */
const slips = (a: string, b: string): number =>
  a.length > 40 || b.length > 40 ? Infinity : editDistance(a, b);
