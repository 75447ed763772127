/** Whether offline metrics agreed with people, in words. */
import type { OfflineAgreement } from '../../evaluations/analysis/offline-agreement.ts';
import { counted, percent, plain } from './format.ts';

/** @param found all queries first, then slice by slice */
export function offlineInWords([all, ...slices]: readonly OfflineAgreement[]): string {
  const { value, low, high, reason } = all.same;
  if (value === null || low === null || high === null)
    return `Nothing to compare: ${reason ?? 'no answers yet'}.`;
  const figure = `${percent(value, 0)} of ${counted(all.decided, 'question')} of which both name a better run (95% interval ${percent(low, 0)} to ${percent(high, 0)})`;
  const verdict =
    low > 0.5
      ? 'The offline metric mostly names the run that people prefer'
      : high < 0.5
        ? 'The offline metric mostly names the other run than people'
        : 'Whether the offline metric names the run that people prefer cannot be told from a coin';
  return `${verdict}: the same run in ${figure}.${against(slices)}`;
}

/** Slices in which the metric goes against people more than chance explains. */
function against(slices: readonly OfflineAgreement[]): string {
  const found = slices.filter(({ same }) => same.high !== null && same.high < 0.5);
  return found.length === 0
    ? ''
    : ` It goes against them for queries of ${found.map(({ slice }) => slice).join(', ')}.`;
}

/** "0.62 (0.31 to 0.93)"; a dash where there is none. */
export function gammaInWords({ gamma: { value, low, high } }: OfflineAgreement): string {
  if (value === null) return '–';
  const show = (one: number): string => plain(one, 2);
  return low === null || high === null ? show(value) : `${show(value)} (${show(low)} to ${show(high)})`;
}
