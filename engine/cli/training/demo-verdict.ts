import type { SeedComparison } from '../../evaluate/compare-seeds.ts';
import { figure, signed } from '../render/format.ts';

/** The metric that the verdict is about. */
export const VERDICT_METRIC = 'hit_rate@1%';

/** What the demo found, as a sentence with its uncertainty. */
export function demoVerdict(
  { metrics, differences }: Pick<SeedComparison, 'metrics' | 'differences'>,
  reference: string,
): string {
  const { mean, low, high, seeds } = metrics[reference][VERDICT_METRIC];
  const ours = differences.filter(({ metric }) => metric === VERDICT_METRIC);
  const named = (of: typeof ours): string =>
    of
      .map(
        ({ b, difference, low: from, high: to }) =>
          `${b} (${signed(difference)}, ${signed(from)} to ${signed(to)})`,
      )
      .join(', ');
  const above = ours.filter((one) => one.low > 0);
  const below = ours.filter((one) => one.high < 0);
  const level = ours.filter((one) => one.low <= 0 && one.high >= 0);
  const parts = [
    above.length > 0 && `better than ${named(above)}`,
    below.length > 0 && `worse than ${named(below)}`,
    level.length > 0 && `not told apart from ${named(level)}`,
  ].filter((part) => part !== false);
  const spread = seeds > 1 ? `mean of ${seeds} seeds, ${figure(low)} to ${figure(high)}` : 'one seed';
  return (
    `${reference} has ${figure(mean)} in ${VERDICT_METRIC} on the test pairs (${spread}): ` +
    `${parts.join('; ')}. Differences are paired by query, with their 95% intervals.`
  );
}
