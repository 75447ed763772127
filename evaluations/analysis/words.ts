/** Numbers as the verdict's sentences say them. */

export const percent = (share: number): string => `${Math.round(100 * share)}%`;

/** "1 question", "2 questions". */
export const count = (n: number, noun: string): string =>
  `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;

/**
 * A p-value for people: "about once in 900 studies". Two digits of N, at most a million.
 * @param p in (0, 1]
 */
export function onceIn(p: number): string {
  if (p < 1e-6) return 'less than once in a million studies';
  const studies = 1 / p;
  if (studies < 1.5) return 'in most studies';
  const digits = Math.max(0, Math.floor(Math.log10(studies)) - 1);
  const rounded = Math.round(studies / 10 ** digits) * 10 ** digits;
  return `about once in ${rounded.toLocaleString('en-US')} studies`;
}
