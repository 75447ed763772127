import type { Environment } from '../environment.ts';
import { duration } from './format.ts';

export interface ProgressBar {
  /** @param note what is being done now; @param secondsLeft estimated from the pace where it is not given */
  update(done: number, total: number, more?: { note?: string; secondsLeft?: number | null }): void;
  /** Takes the bar away, so that the next line stands where it was. */
  end(): void;
}

const WIDTH = 24;
const TERMINAL_MS = 100;
const LOG_MS = 10_000;

/** A bar that redraws itself on a terminal; elsewhere a plain line every ten seconds. */
export function progressBar({
  stream,
  label,
  now,
}: {
  stream: Environment['stderr'];
  label: string;
  now: () => Date;
}): ProgressBar {
  const started = now().getTime();
  const every = stream.isTTY ? TERMINAL_MS : LOG_MS;
  let drawn = stream.isTTY ? -Infinity : started;
  return {
    update(done, total, { note, secondsLeft } = {}) {
      const time = now().getTime();
      if (time - drawn < every && !(stream.isTTY && done === total)) return;
      drawn = time;
      const pace = done > 0 ? ((time - started) / 1000 / done) * (total - done) : null;
      const left = secondsLeft ?? pace;
      const text = [
        label,
        total > 0 ? `${stream.isTTY ? `${bar(done / total)} ` : ''}${percent(done / total)}` : '',
        note ?? '',
        total > 0 && left !== null && done < total ? `${duration(left)} left` : '',
      ]
        .filter(Boolean)
        .join('  ');
      if (stream.isTTY) stream.write(`\r\x1b[K${text.slice(0, (stream.columns ?? 80) - 1)}`);
      else stream.write(`${text}\n`);
    },
    end() {
      if (stream.isTTY) stream.write('\r\x1b[K');
    },
  };
}

function bar(share: number): string {
  const full = Math.round(Math.min(1, share) * WIDTH);
  return '█'.repeat(full) + '░'.repeat(WIDTH - full);
}

const percent = (share: number): string => `${Math.floor(100 * share)}%`;
