/** The paired difference of two runs in one metric, in words. Never a bare p. */
import { plain } from './format.ts';
import { isShare } from './run-words.ts';

export interface MetricDifference {
  /** Of a minus b. */
  difference: number;
  low: number;
  high: number;
}

/** "A is higher by 4.2 points (1.1 to 7.3)"; "no difference found; more than 3.0 points is excluded". */
export function differenceInWords(metric: string, { difference, low, high }: MetricDifference): string {
  const show = (value: number): string => (isShare(metric) ? (100 * value).toFixed(1) : plain(value, 3));
  const unit = isShare(metric) ? ' points' : '';
  if (low > 0) return `A is higher by ${show(difference)}${unit} (${show(low)} to ${show(high)})`;
  if (high < 0) return `B is higher by ${show(-difference)}${unit} (${show(-high)} to ${show(-low)})`;
  if (low === 0 && high === 0) return 'the same for every query';
  const excluded = Math.max(Math.abs(low), Math.abs(high));
  return `no difference found; more than ${show(excluded)}${unit} is excluded`;
}

/** The same difference seen from the other side. */
export const flipped = <T extends MetricDifference>(one: T): T => ({
  ...one,
  difference: -one.difference,
  low: -one.high,
  high: -one.low,
});
