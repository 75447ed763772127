/**
 * Passes on at most one value every `everyMs`: the first at once, then the latest. A process that is too busy for
 * timers still passes values on, since each call looks at the clock.
 */
export interface Coalesced<T> {
  (value: T): void;
  /** Passes on what waits, now. */
  flush(): void;
}

export function coalesce<T>(
  everyMs: number,
  pass: (value: T) => void,
  clock: () => number = () => performance.now(),
): Coalesced<T> {
  let last = -Infinity;
  let waiting: { value: T } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (!waiting) return;
    const { value } = waiting;
    waiting = undefined;
    last = clock();
    pass(value);
  };
  return Object.assign(
    (value: T): void => {
      waiting = { value };
      const rest = last + everyMs - clock();
      if (rest <= 0) flush();
      else timer ??= setTimeout(flush, rest);
    },
    { flush },
  );
}
