/** A life shorter than this counts as a failed start. */
const quickMs = 30_000;
const mostQuickDeaths = 5;
const firstPauseMs = 250;
const longestPauseMs = 10_000;

export interface RestartPolicy {
  /** After a life of `livedMs`: how long to wait before the next start, null to give up. */
  afterDeath(livedMs: number): number | null;
}

/** Starts a dead process again, after longer and longer pauses, until it has died at once five times in a row. */
export function restartPolicy(): RestartPolicy {
  let quickDeaths = 0;
  return {
    afterDeath(livedMs) {
      quickDeaths = livedMs < quickMs ? quickDeaths + 1 : 0;
      if (quickDeaths >= mostQuickDeaths) return null;
      return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, quickDeaths - 1));
    },
  };
}
