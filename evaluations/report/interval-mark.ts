/** A share with its interval as a mark on a line from 0 to 100%, with a tick at one half. */
import type { Uncertain } from '../analysis/uncertain.ts';
import { type Markup, markup } from './markup.ts';

export function intervalMark(
  { value, low, high }: Omit<Uncertain, 'reason'>,
  arm: 'a' | 'b' | '',
): Markup | null {
  if (value === null || low === null || high === null) return null;
  return markup`<svg class="interval ${arm}" aria-hidden="true" focusable="false">
    <line class="axis" x1="0" x2="100%" y1="70%" y2="70%" />
    <line class="axis" x1="50%" x2="50%" y1="25%" y2="95%" />
    <line class="span" x1="${place(low)}" x2="${place(high)}" y1="70%" y2="70%" />
    <circle class="dot" cx="${place(value)}" cy="70%" r="4" />
  </svg>`;
}

const place = (share: number): string => `${Number((100 * Math.min(1, Math.max(0, share))).toFixed(3))}%`;
