import type { StudyReport } from '../../../evaluations/analysis/study-report.ts';
import { withInterval } from './format.ts';
import { table } from './table.ts';

/** Strengths as raters chose beside those adjusted for what was shown, and what that adds. */
export function adjustedTables(adjusted: StudyReport['adjusted']): string {
  if ('reason' in adjusted) return `Not adjusted for what was shown: ${adjusted.reason}.`;
  return [
    table(
      ['run', 'strength as chosen', 'adjusted for what was shown'],
      adjusted.strengths.map((one) => [one.model, withInterval(one.raw), withInterval(one.adjusted)]),
    ),
    table(
      ['adjusted for', 'effect'],
      adjusted.effects.map(({ covariate, ...effect }) => [covariate, withInterval(effect)]),
    ),
  ].join('\n\n');
}
