/** A life shorter than this, ended by the process itself, counts as a failed start. */
const quickMs = 30_000;
const mostFailures = 5;
const firstPauseMs = 250;
const longestPauseMs = 10_000;

export interface Life {
  ms: number;
  /** It answered at least once. */
  wasReady: boolean;
  /** Somebody else ended it. */
  killed: boolean;
}

export interface RestartPolicy {
  /** How long to wait before the next start, null to give up. */
  afterDeath(life: Life): number | null;
}

/**
 * Starts a dead process again, after longer and longer pauses, until five starts in a row have failed. A process that
 * worked and was killed from outside has nothing wrong with it: it comes back at once, however often.
 */
export function restartPolicy(): RestartPolicy {
  let failures = 0;
  return {
    afterDeath({ ms, wasReady, killed }) {
      const failed = !wasReady || (!killed && ms < quickMs);
      failures = failed ? failures + 1 : 0;
      if (failures >= mostFailures) return null;
      return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, failures - 1));
    },
  };
}
