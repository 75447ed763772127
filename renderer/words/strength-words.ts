/** Strengths of models, which are logarithms of odds, in words and on a scale. */
import { EFFECT_WORDS } from '../../evaluations/analysis/adjusted-study.ts';
import type { Interval } from '../../evaluations/analysis/covariates.ts';
import { plain } from './format.ts';

export const strengthInWords = ({ value, low, high }: Interval): string =>
  `${plain(value, 2)} (${plain(low, 2)} to ${plain(high, 2)})`;

/** Ends of a scale with 0 in its middle that holds all intervals. */
export function symmetricScale(intervals: readonly Interval[]): { from: number; to: number } {
  const most = Math.max(0.5, ...intervals.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
  return { from: -1.05 * most, to: 1.05 * most };
}

/** What one covariate does to who wins. */
export function effectInWords({ covariate, ...effect }: Interval & { covariate: string }): string {
  const { more, less, per } = EFFECT_WORDS[covariate];
  const times = `${strengthInWords(effect)} on the strengths’ scale for ${per}`;
  if (effect.low > 0) return `Raters favour ${more}: ${times}.`;
  if (effect.high < 0) return `Raters favour ${less}: ${times}.`;
  return `That raters favour ${more}, or its opposite, is not found: ${times}.`;
}
