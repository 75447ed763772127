/**
 * Notices that a process says nothing any more. Counts ticks of its own instead of comparing clocks, so that a machine
 * that slept, or a main process that was held up, does not look like a silent engine.
 */
export interface SilenceWatch {
  heard(): void;
  stop(): void;
}

export function watchSilence(
  { ticks, firstTicks, everyMs }: { ticks: number; firstTicks: number; everyMs: number },
  onSilent: () => void,
): SilenceWatch {
  let left = firstTicks;
  const timer = setInterval(() => {
    if (--left > 0) return;
    clearInterval(timer);
    onSilent();
  }, everyMs);
  return { heard: () => (left = ticks), stop: () => clearInterval(timer) };
}
