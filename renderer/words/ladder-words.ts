/** The table of an ablation in words. A difference counts only when it stands after Holm's adjustment. */
import type { LadderDifference, LadderTable } from '../../engine/contract/ablation.ts';
import { plain } from './format.ts';
import { isShare, metricFormat, metricName } from './run-words.ts';

/** Read after the adjustment: at most so many ladders in a hundred find a difference where there is none. */
const LEVEL = 0.05;

export type Standing = 'higher' | 'lower' | 'open';

export function standing({ difference, low, high, p_holm }: LadderDifference): Standing {
  if (p_holm >= LEVEL || (low <= 0 && high >= 0)) return 'open';
  return difference > 0 ? 'higher' : 'lower';
}

/** "lower by 4.2 points (1.1 to 7.3)"; "no difference found; more than 3.0 points is excluded". */
export function ladderDifference(metric: string, one: LadderDifference): string {
  const { difference, low, high } = one;
  const show = (value: number): string => (isShare(metric) ? (100 * value).toFixed(1) : plain(value, 3));
  const unit = isShare(metric) ? ' points' : '';
  switch (standing(one)) {
    case 'higher':
      return `higher by ${show(difference)}${unit} (${show(low)} to ${show(high)})`;
    case 'lower':
      return `lower by ${show(-difference)}${unit} (${show(-high)} to ${show(-low)})`;
    case 'open': {
      if (low === 0 && high === 0) return 'the same for every query';
      if (low > 0 || high < 0)
        return 'uncertain: alone it would stand, among so many comparisons it does not';
      return `no difference found; more than ${show(Math.max(-low, high))}${unit} is excluded`;
    }
  }
}

/** The table as tab-separated text, for a spreadsheet or a page. */
export function ladderText(
  { table }: LadderTable,
  metrics: readonly string[],
  reference: string,
  title: (preset: string) => string,
): string {
  const head = [
    'Method',
    'Runs',
    ...metrics.map(metricName),
    `${metricName(metrics[0])}, minus ${title(reference)}`,
  ];
  const rows = table.map(({ preset, seeds, metrics: of, differences }) => [
    title(preset),
    String(seeds),
    ...metrics.map((metric) => {
      const cell = of[metric];
      if (!cell) return '';
      const show = metricFormat(metric);
      return cell.low === null
        ? show(cell.mean)
        : `${show(cell.mean)} (${show(cell.low)} to ${show(cell.high!)})`;
    }),
    differences[metrics[0]] ? ladderDifference(metrics[0], differences[metrics[0]]) : '',
  ]);
  return [head, ...rows].map((cells) => cells.join('\t')).join('\n');
}
