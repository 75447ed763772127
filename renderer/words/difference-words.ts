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

/** Measures of which more is better; the others say how answers are, not how good. */
const isQuality = (metric: string): boolean => /^(hit_rate|recall|ndcg|mrr|accuracy|micro_f1)/.test(metric);

/** All paired differences in one sentence: "A does better in 3 of 5 offline measures, …"; empty without any. */
export function summaryInWords(differences: readonly (MetricDifference & { metric: string })[]): string {
  const all = differences.filter(({ metric }) => isQuality(metric));
  if (all.length === 0) return '';
  const a = all.filter(({ low }) => low > 0).length;
  const b = all.filter(({ high }) => high < 0).length;
  const measures = all.length === 1 ? 'the one offline measure' : `${all.length} offline measures`;
  if (a + b === 0) return `No difference is found between A and B in ${measures} of how good they are.`;
  if (a > 0 && b > 0) {
    return `Of ${measures}, A does better in ${a} and B in ${b}${rest(all.length - a - b)}.`;
  }
  const [better, count] = a > 0 ? ['A', a] : ['B', b];
  if (count === all.length) return `${better} does better in ${all.length > 1 ? 'all ' : ''}${measures}.`;
  return `${better} does better in ${count} of ${measures}${rest(all.length - count)}.`;
}

const rest = (count: number): string =>
  count === 0 ? '' : `; in the other${count === 1 ? '' : ` ${count}`} no difference is found`;

/** The same difference seen from the other side. */
export const flipped = <T extends MetricDifference>(one: T): T => ({
  ...one,
  difference: -one.difference,
  low: -one.high,
  high: -one.low,
});
