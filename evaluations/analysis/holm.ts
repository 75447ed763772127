/**
 * Holm's step-down adjustment of the p-values of several tests (Holm, Scandinavian Journal of Statistics, 1979). The
 * chance of any false finding stays below the level at which the adjusted values are read, however the tests hang
 * together.
 *
 *   adjusted p of the j-th smallest of m:   max over i <= j of min(1, (m - i + 1) p_(i))
 *
 * @param values p-values in any order, null for a test that could not be made; it counts for nothing
 * @returns the adjusted values in the same order
 */
export function holm(values: readonly (number | null)[]): (number | null)[] {
  const tests = values.flatMap((p, at) => (p === null ? [] : [{ p, at }])).sort((a, b) => a.p - b.p);
  const adjusted: (number | null)[] = values.map(() => null);
  let least = 0;
  tests.forEach(({ p, at }, i) => {
    least = Math.max(least, Math.min(1, (tests.length - i) * p));
    adjusted[at] = least;
  });
  return adjusted;
}
