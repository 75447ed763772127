/** Numbers in words for people; what is not a finite number is a dash. */
import type { Estimate } from '../../contract/runs.ts';

const NONE = '–';

export function figure(value: number | null | undefined, digits = 3): string {
  return Number.isFinite(value) ? value!.toFixed(digits) : NONE;
}

/** 12,345 */
export function count(value: number | null | undefined): string {
  return Number.isFinite(value) ? value!.toLocaleString('en-US') : NONE;
}

/** `0.318 [0.287, 0.349]` */
export function withInterval({ value, low, high }: { [key in keyof Estimate]: number | null }): string {
  return Number.isFinite(low) ? `${figure(value)} [${figure(low)}, ${figure(high)}]` : figure(value);
}

/** With its sign: `+0.021`, `-0.004`. */
export function signed(value: number, digits = 3): string {
  return `${value > 0 ? '+' : ''}${figure(value, digits)}`;
}

/** `8 s`, `3 min 20 s`, `2 h 5 min` */
export function duration(seconds: number | null | undefined): string {
  if (!Number.isFinite(seconds)) return NONE;
  const whole = Math.round(seconds!);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
