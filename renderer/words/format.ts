/** Numbers and times as people read them, the same everywhere in the window. */
const grouped = new Intl.NumberFormat('en-US');

export const count = (value: number): string => grouped.format(value);

/** "1 item", "1,478 items". */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

export const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)}%`;

/** "0.061"; what rounds to nothing has no sign. */
export const plain = (value: number, digits = 3): string =>
  value.toFixed(digits).replace(/^-(?=0\.?0*$)/, '');

/** "8 s", "2 min 05 s", "1 h 12 min". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`;
}

/** "just now", "5 min ago", "3 h ago", else the date. */
export function ago(iso: string, now: number): string {
  const seconds = (now - Date.parse(iso)) / 1000;
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return new Date(iso).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

export const megabytes = (mb: number): string =>
  mb < 1000 ? `${Math.round(mb)} MB` : `${(mb / 1024).toFixed(1)} GB`;
