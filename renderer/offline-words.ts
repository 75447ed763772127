/** Whether offline metrics agreed with people, in words. */
import type { OfflineAgreement, OfflineSlice } from '../evaluations/analysis/offline-agreement.ts';
import { counted, percent } from './format.ts';

export function offlineInWords({ all, slices }: OfflineAgreement): string {
  const { value, low, high } = all.agreement;
  if (value === null || low === null || high === null) {
    return `Nothing to compare yet: ${all.agreement.reason ?? ''}.`;
  }
  const figure = `${percent(value, 0)} of ${counted(all.compared, 'question')} that both decided (95% interval ${percent(low, 0)} to ${percent(high, 0)})`;
  const verdict =
    low > 0.5
      ? 'The offline metric mostly points where people do'
      : high < 0.5
        ? 'The offline metric mostly points the other way than people'
        : 'Whether the offline metric points where people do cannot be told from a coin';
  return `${verdict}: the same run in ${figure}.${against(slices)}`;
}

/** Slices in which the metric goes against people more than chance explains. */
function against(slices: readonly OfflineSlice[]): string {
  const found = slices.filter(({ agreement }) => agreement.high !== null && agreement.high < 0.5);
  return found.length === 0
    ? ''
    : ` It goes against them for queries of ${found.map(({ slice }) => slice).join(', ')}.`;
}
