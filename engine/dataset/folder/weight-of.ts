import { quoted } from '../tables/columns.ts';

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** An edge's weight from its cell, 1 where there is no such column; or what is wrong with it. */
export function weightOf(text: string, given: boolean): number | { code: string; message: string } {
  if (!given) return 1;
  const value = Math.fround(Number(text));
  if (!number.test(text.trim()) || !Number.isFinite(value)) {
    return { code: 'bad-weight', message: `the weight ${quoted(text)} is not a finite number; correct it` };
  }
  if (value < 0) {
    return { code: 'negative-weight', message: `the weight ${quoted(text)} is negative; make it 0 or more` };
  }
  return value;
}
