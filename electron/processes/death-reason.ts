/** What Chromium calls the ends of a process, for people. Exit codes are no evidence: some crashes report 0. */
const words: Record<string, string> = {
  'clean-exit': 'it ended by itself',
  'abnormal-exit': 'it ended with an error',
  killed: 'it was killed',
  crashed: 'it crashed',
  oom: 'it ran out of memory',
  'launch-failed': 'it could not be started',
  'integrity-failure': 'its program file is damaged',
  silent: 'it did not answer any more',
};

export const deathReason = (reason: string | undefined): string =>
  (reason !== undefined && Object.hasOwn(words, reason) && words[reason]) || 'it stopped';
