/** Strengths of models, which are logarithms of odds, in words and on a scale. */
import type { Interval } from '../evaluations/analysis/covariates.ts';
import { plain } from './format.ts';

export const strengthInWords = ({ value, low, high }: Interval): string =>
  `${plain(value, 2)} (${plain(low, 2)} to ${plain(high, 2)})`;

/** Ends of a scale with 0 in its middle that holds all intervals. */
export function symmetricScale(intervals: readonly Interval[]): { from: number; to: number } {
  const most = Math.max(0.5, ...intervals.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
  return { from: -1.05 * most, to: 1.05 * most };
}

/** What one covariate does to who wins. `per` is the difference that the effect belongs to, in words. */
export function effectInWords({ low, high, ...effect }: Interval, per: string): string {
  const times = strengthInWords({ ...effect, low, high });
  if (low > 0) return `Raters favour the more popular item: ${times} on the strengths’ scale ${per}.`;
  if (high < 0) return `Raters favour the less popular item: ${times} on the strengths’ scale ${per}.`;
  return `That raters favour the more or the less popular item is not found: ${times} on the strengths’ scale ${per}.`;
}
