/** Numbers on the page: rounded for people, exact in the `value` of their `<data>` element. */
import type { Uncertain } from '../analysis/uncertain.ts';
import { type Markup, type Part, markup } from './markup.ts';

export type Show = (value: number) => string;

export const whole: Show = (value) => value.toLocaleString('en-US', { maximumFractionDigits: 0 });
export const percent: Show = (share) => `${(100 * share).toFixed(1)}%`;
export const plain: Show = (value) =>
  value
    .toFixed(2)
    .replace(/^-(?=0\.?0*$)/, '')
    .replace('-', '−');
export const seconds: Show = (ms) => `${(ms / 1000).toFixed(1)} s`;
/** Of a share, as a difference: "8.0 points". */
export const points: Show = (difference) => `${(100 * difference).toFixed(1)} points`;
/** A probability: two digits that count, never 0. */
export const probability: Show = (p) =>
  p < 1e-6 ? 'under 0.000001' : p >= 0.095 ? p.toFixed(2) : Number(p.toPrecision(2)).toFixed(decimals(p));

const decimals = (p: number): number => Math.min(8, Math.ceil(-Math.log10(p)) + 1);

/** A dash where there is no number. */
export const figure = (value: number | null | undefined, show: Show = whole): Markup =>
  value === null || value === undefined
    ? markup`<span class="none">–</span>`
    : markup`<data value="${String(value)}">${show(value)}</data>`;

/** "1 question", "2 questions". */
export const counted = (n: number, one: string, many = `${one}s`): Markup =>
  markup`${figure(n)} ${n === 1 ? one : many}`;

/** "63.5% (95% interval 53.9% to 72.1%)", or why there is none. */
export function uncertain({ value, low, high, reason }: Uncertain, show: Show): Part {
  if (value === null) return markup`not defined, since ${reason ?? 'there is too little data'}`;
  if (low === null || high === null) {
    return markup`${figure(value, show)} (no interval, since ${reason ?? 'there is too little data'})`;
  }
  return markup`${figure(value, show)} <span class="quiet">(95% interval ${figure(low, show)} to ${figure(high, show)})</span>`;
}
